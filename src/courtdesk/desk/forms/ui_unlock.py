# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'unlock.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QLabel,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from courtdesk.desk.widgets.button import FormButton
from courtdesk.desk.widgets.edit import (EditWithButton, PassphraseEdit)
from courtdesk.desk.widgets.form import Choice
class Ui_UnlockForm(object):
    def setupUi(self, UnlockForm):
        if not UnlockForm.objectName():
            UnlockForm.setObjectName(u"UnlockForm")
        UnlockForm.setMinimumSize(QSize(440, 0))
        UnlockForm.setMaximumSize(QSize(440, 16777215))
        self.column = QVBoxLayout(UnlockForm)
        self.column.setSpacing(6)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(36, 34, 36, 26)
        self.heading = QLabel(UnlockForm)
        self.heading.setObjectName(u"heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setProperty(u"role", u"display")

        self.column.addWidget(self.heading)

        self.line = QLabel(UnlockForm)
        self.line.setObjectName(u"line")
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.line.setWordWrap(True)
        self.line.setProperty(u"role", u"secondary")

        self.column.addWidget(self.line)

        self.notice = QLabel(UnlockForm)
        self.notice.setObjectName(u"notice")
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setWordWrap(True)
        self.notice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.column.addWidget(self.notice)

        self.fields = QWidget(UnlockForm)
        self.fields.setObjectName(u"fields")
        self.fieldsColumn = QVBoxLayout(self.fields)
        self.fieldsColumn.setSpacing(6)
        self.fieldsColumn.setObjectName(u"fieldsColumn")
        self.fieldsColumn.setContentsMargins(0, 10, 0, 0)
        self.vaultLabel = QLabel(self.fields)
        self.vaultLabel.setObjectName(u"vaultLabel")
        self.vaultLabel.setProperty(u"role", u"label")

        self.fieldsColumn.addWidget(self.vaultLabel)

        self.vault = EditWithButton(self.fields)
        self.vault.setObjectName(u"vault")
        self.vault.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.vault.setReadOnly(True)

        self.fieldsColumn.addWidget(self.vault)

        self.gapVault = QSpacerItem(0, 9, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.fieldsColumn.addItem(self.gapVault)

        self.whoLabel = QLabel(self.fields)
        self.whoLabel.setObjectName(u"whoLabel")
        self.whoLabel.setProperty(u"role", u"label")

        self.fieldsColumn.addWidget(self.whoLabel)

        self.who = Choice(self.fields)
        self.who.setObjectName(u"who")

        self.fieldsColumn.addWidget(self.who)

        self.gapWho = QSpacerItem(0, 9, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.fieldsColumn.addItem(self.gapWho)

        self.passphraseLabel = QLabel(self.fields)
        self.passphraseLabel.setObjectName(u"passphraseLabel")
        self.passphraseLabel.setProperty(u"role", u"label")

        self.fieldsColumn.addWidget(self.passphraseLabel)

        self.passphrase = PassphraseEdit(self.fields)
        self.passphrase.setObjectName(u"passphrase")

        self.fieldsColumn.addWidget(self.passphrase)


        self.column.addWidget(self.fields)

        self.wrong = QLabel(UnlockForm)
        self.wrong.setObjectName(u"wrong")
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.setWordWrap(True)
        self.wrong.setProperty(u"role", u"wrong")

        self.column.addWidget(self.wrong)

        self.gapUnlock = QSpacerItem(0, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gapUnlock)

        self.unlock = FormButton(UnlockForm)
        self.unlock.setObjectName(u"unlock")
        self.unlock.setMinimumSize(QSize(0, 40))

        self.column.addWidget(self.unlock)

        self.gapLinks = QSpacerItem(0, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gapLinks)

        self.links = QHBoxLayout()
        self.links.setSpacing(4)
        self.links.setObjectName(u"links")
        self.linksLeft = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.links.addItem(self.linksLeft)

        self.newVault = FormButton(UnlockForm)
        self.newVault.setObjectName(u"newVault")

        self.links.addWidget(self.newVault)

        self.linksDot = QLabel(UnlockForm)
        self.linksDot.setObjectName(u"linksDot")
        self.linksDot.setText(u"\u00b7")
        self.linksDot.setProperty(u"role", u"small")

        self.links.addWidget(self.linksDot)

        self.tryDemo = FormButton(UnlockForm)
        self.tryDemo.setObjectName(u"tryDemo")

        self.links.addWidget(self.tryDemo)

        self.linksRight = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.links.addItem(self.linksRight)


        self.column.addLayout(self.links)

#if QT_CONFIG(shortcut)
        self.whoLabel.setBuddy(self.who)
        self.passphraseLabel.setBuddy(self.passphrase)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(UnlockForm)

        QMetaObject.connectSlotsByName(UnlockForm)
    # setupUi

    def retranslateUi(self, UnlockForm):
        self.heading.setText(QCoreApplication.translate("UnlockForm", u"CourtDesk", None))
        self.vaultLabel.setText(QCoreApplication.translate("UnlockForm", u"Vault", None))
#if QT_CONFIG(accessibility)
        self.vault.setAccessibleName(QCoreApplication.translate("UnlockForm", u"Vault", None))
#endif // QT_CONFIG(accessibility)
        self.whoLabel.setText(QCoreApplication.translate("UnlockForm", u"Who are you?", None))
#if QT_CONFIG(accessibility)
        self.who.setAccessibleName(QCoreApplication.translate("UnlockForm", u"Who are you?", None))
#endif // QT_CONFIG(accessibility)
        self.passphraseLabel.setText(QCoreApplication.translate("UnlockForm", u"Passphrase", None))
#if QT_CONFIG(accessibility)
        self.passphrase.setAccessibleName(QCoreApplication.translate("UnlockForm", u"Passphrase", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi

