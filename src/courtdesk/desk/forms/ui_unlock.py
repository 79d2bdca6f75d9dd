# -*- coding: utf-8 -*-

# The first thing that is painted: plain widgets alone, and no property that needs an
#   enumeration of the namespace Qt, which costs a tenth of the start. See desk/unlock.py.

################################################################################
## Form generated from reading UI file 'unlock.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QMetaObject, QSize)

from PySide6.QtWidgets import (QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)
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
        self.heading.setProperty(u"role", u"display")

        self.column.addWidget(self.heading)

        self.line = QLabel(UnlockForm)
        self.line.setObjectName(u"line")
        self.line.setWordWrap(True)
        self.line.setProperty(u"role", u"secondary")

        self.column.addWidget(self.line)

        self.notice = QLabel(UnlockForm)
        self.notice.setObjectName(u"notice")
        self.notice.setWordWrap(True)

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

        self.vault = QLineEdit(self.fields)
        self.vault.setObjectName(u"vault")
        self.vault.setReadOnly(True)
        self.vaultInside = QHBoxLayout(self.vault)
        self.vaultInside.setObjectName(u"vaultInside")
        self.vaultInside.setContentsMargins(0, 0, 6, 0)
        self.vaultSpace = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.vaultInside.addItem(self.vaultSpace)

        self.change = QPushButton(self.vault)
        self.change.setObjectName(u"change")
        self.change.setProperty(u"look", u"link")

        self.vaultInside.addWidget(self.change)


        self.fieldsColumn.addWidget(self.vault)

        self.gapVault = QSpacerItem(0, 9, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.fieldsColumn.addItem(self.gapVault)

        self.whoLabel = QLabel(self.fields)
        self.whoLabel.setObjectName(u"whoLabel")
        self.whoLabel.setProperty(u"role", u"label")

        self.fieldsColumn.addWidget(self.whoLabel)

        self.who = QComboBox(self.fields)
        self.who.setObjectName(u"who")
        self.whoInside = QHBoxLayout(self.who)
        self.whoInside.setObjectName(u"whoInside")
        self.whoInside.setContentsMargins(0, 0, 10, 8)
        self.whoSpace = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.whoInside.addItem(self.whoSpace)

        self.whoArrow = QLabel(self.who)
        self.whoArrow.setObjectName(u"whoArrow")
        self.whoArrow.setText(u"\u2304")
        self.whoArrow.setProperty(u"role", u"strong")

        self.whoInside.addWidget(self.whoArrow)


        self.fieldsColumn.addWidget(self.who)

        self.gapWho = QSpacerItem(0, 9, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.fieldsColumn.addItem(self.gapWho)

        self.passphraseLabel = QLabel(self.fields)
        self.passphraseLabel.setObjectName(u"passphraseLabel")
        self.passphraseLabel.setProperty(u"role", u"label")

        self.fieldsColumn.addWidget(self.passphraseLabel)

        self.passphrase = QLineEdit(self.fields)
        self.passphrase.setObjectName(u"passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphraseInside = QHBoxLayout(self.passphrase)
        self.passphraseInside.setObjectName(u"passphraseInside")
        self.passphraseInside.setContentsMargins(0, 0, 6, 0)
        self.passphraseSpace = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.passphraseInside.addItem(self.passphraseSpace)

        self.reveal = QPushButton(self.passphrase)
        self.reveal.setObjectName(u"reveal")
        self.reveal.setProperty(u"look", u"link")

        self.passphraseInside.addWidget(self.reveal)


        self.fieldsColumn.addWidget(self.passphrase)


        self.column.addWidget(self.fields)

        self.wrong = QLabel(UnlockForm)
        self.wrong.setObjectName(u"wrong")
        self.wrong.setWordWrap(True)
        self.wrong.setProperty(u"role", u"wrong")

        self.column.addWidget(self.wrong)

        self.gapUnlock = QSpacerItem(0, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gapUnlock)

        self.unlock = QPushButton(UnlockForm)
        self.unlock.setObjectName(u"unlock")
        self.unlock.setMinimumSize(QSize(0, 40))
        self.unlock.setProperty(u"look", u"primary")
        self.unlockInside = QHBoxLayout(self.unlock)
        self.unlockInside.setSpacing(8)
        self.unlockInside.setObjectName(u"unlockInside")
        self.unlockInside.setContentsMargins(0, 0, 0, 0)
        self.unlockLeft = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.unlockInside.addItem(self.unlockLeft)

        self.unlockWords = QLabel(self.unlock)
        self.unlockWords.setObjectName(u"unlockWords")

        self.unlockInside.addWidget(self.unlockWords)

        self.unlockKey = QLabel(self.unlock)
        self.unlockKey.setObjectName(u"unlockKey")
        self.unlockKey.setMaximumSize(QSize(16777215, 18))
        self.unlockKey.setText(u"\u21b5")

        self.unlockInside.addWidget(self.unlockKey)

        self.unlockRight = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.unlockInside.addItem(self.unlockRight)


        self.column.addWidget(self.unlock)

        self.gapLinks = QSpacerItem(0, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gapLinks)

        self.links = QHBoxLayout()
        self.links.setSpacing(4)
        self.links.setObjectName(u"links")
        self.linksLeft = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.links.addItem(self.linksLeft)

        self.recover = QPushButton(UnlockForm)
        self.recover.setObjectName(u"recover")
        self.recover.setProperty(u"look", u"link")

        self.links.addWidget(self.recover)

        self.recoverDot = QLabel(UnlockForm)
        self.recoverDot.setObjectName(u"recoverDot")
        self.recoverDot.setText(u"\u00b7")
        self.recoverDot.setProperty(u"role", u"small")

        self.links.addWidget(self.recoverDot)

        self.newVault = QPushButton(UnlockForm)
        self.newVault.setObjectName(u"newVault")
        self.newVault.setProperty(u"look", u"link")

        self.links.addWidget(self.newVault)

        self.linksDot = QLabel(UnlockForm)
        self.linksDot.setObjectName(u"linksDot")
        self.linksDot.setText(u"\u00b7")
        self.linksDot.setProperty(u"role", u"small")

        self.links.addWidget(self.linksDot)

        self.tryDemo = QPushButton(UnlockForm)
        self.tryDemo.setObjectName(u"tryDemo")
        self.tryDemo.setProperty(u"look", u"link")

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
        self.change.setText(QCoreApplication.translate("UnlockForm", u"Change\u2026", None))
#if QT_CONFIG(accessibility)
        self.change.setAccessibleDescription(QCoreApplication.translate("UnlockForm", u"Choose another vault", None))
#endif // QT_CONFIG(accessibility)
        self.whoLabel.setText(QCoreApplication.translate("UnlockForm", u"Who are you?", None))
#if QT_CONFIG(accessibility)
        self.who.setAccessibleName(QCoreApplication.translate("UnlockForm", u"Who are you?", None))
#endif // QT_CONFIG(accessibility)
        self.passphraseLabel.setText(QCoreApplication.translate("UnlockForm", u"Passphrase", None))
#if QT_CONFIG(accessibility)
        self.passphrase.setAccessibleName(QCoreApplication.translate("UnlockForm", u"Passphrase", None))
#endif // QT_CONFIG(accessibility)
        self.reveal.setText(QCoreApplication.translate("UnlockForm", u"Show", None))
#if QT_CONFIG(accessibility)
        self.reveal.setAccessibleDescription(QCoreApplication.translate("UnlockForm", u"Show or hide the passphrase", None))
#endif // QT_CONFIG(accessibility)
        self.recover.setText(QCoreApplication.translate("UnlockForm", u"Use a recovery sheet", None))
        self.newVault.setText(QCoreApplication.translate("UnlockForm", u"New vault", None))
        self.tryDemo.setText(QCoreApplication.translate("UnlockForm", u"Try the demo case", None))
        pass
    # retranslateUi

