# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'plan.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QMetaObject, Qt)

from PySide6.QtWidgets import (QCheckBox, QDateEdit, QGridLayout, QLabel, QLineEdit, QSizePolicy, QSpacerItem)

class Ui_PlanForm(object):
    def setupUi(self, PlanForm):
        if not PlanForm.objectName():
            PlanForm.setObjectName(u"PlanForm")
        self.grid = QGridLayout(PlanForm)
        self.grid.setObjectName(u"grid")
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(4)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.titleLabel = QLabel(PlanForm)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.titleLabel.setProperty(u"role", u"label")

        self.grid.addWidget(self.titleLabel, 0, 0, 1, 2)

        self.title = QLineEdit(PlanForm)
        self.title.setObjectName(u"title")

        self.grid.addWidget(self.title, 1, 0, 1, 2)

        self.dayLabel = QLabel(PlanForm)
        self.dayLabel.setObjectName(u"dayLabel")
        self.dayLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.dayLabel.setProperty(u"role", u"label")

        self.grid.addWidget(self.dayLabel, 0, 2, 1, 1)

        self.day = QDateEdit(PlanForm)
        self.day.setObjectName(u"day")
        self.day.setCalendarPopup(False)

        self.grid.addWidget(self.day, 1, 2, 1, 1)

        self.roomLabel = QLabel(PlanForm)
        self.roomLabel.setObjectName(u"roomLabel")
        self.roomLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.roomLabel.setProperty(u"role", u"label")

        self.grid.addWidget(self.roomLabel, 0, 3, 1, 1)

        self.room = QLineEdit(PlanForm)
        self.room.setObjectName(u"room")

        self.grid.addWidget(self.room, 1, 3, 1, 1)

        self.gap2 = QSpacerItem(0, 6, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.grid.addItem(self.gap2, 2, 0, 1, 1)

        self.courtLabel = QLabel(PlanForm)
        self.courtLabel.setObjectName(u"courtLabel")
        self.courtLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.courtLabel.setProperty(u"role", u"label")

        self.grid.addWidget(self.courtLabel, 3, 0, 1, 1)

        self.court = QLineEdit(PlanForm)
        self.court.setObjectName(u"court")

        self.grid.addWidget(self.court, 4, 0, 1, 1)

        self.judgeLabel = QLabel(PlanForm)
        self.judgeLabel.setObjectName(u"judgeLabel")
        self.judgeLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.judgeLabel.setProperty(u"role", u"label")

        self.grid.addWidget(self.judgeLabel, 3, 1, 1, 1)

        self.judge = QLineEdit(PlanForm)
        self.judge.setObjectName(u"judge")

        self.grid.addWidget(self.judge, 4, 1, 1, 1)

        self.abbreviationLabel = QLabel(PlanForm)
        self.abbreviationLabel.setObjectName(u"abbreviationLabel")
        self.abbreviationLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.abbreviationLabel.setProperty(u"role", u"label")

        self.grid.addWidget(self.abbreviationLabel, 3, 2, 1, 1)

        self.abbreviation = QLineEdit(PlanForm)
        self.abbreviation.setObjectName(u"abbreviation")

        self.grid.addWidget(self.abbreviation, 4, 2, 1, 1)

        self.recorderLabel = QLabel(PlanForm)
        self.recorderLabel.setObjectName(u"recorderLabel")
        self.recorderLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.recorderLabel.setProperty(u"role", u"label")

        self.grid.addWidget(self.recorderLabel, 3, 3, 1, 1)

        self.recorder = QLineEdit(PlanForm)
        self.recorder.setObjectName(u"recorder")

        self.grid.addWidget(self.recorder, 4, 3, 1, 1)

        self.gap5 = QSpacerItem(0, 6, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.grid.addItem(self.gap5, 5, 0, 1, 1)

        self.jury = QCheckBox(PlanForm)
        self.jury.setObjectName(u"jury")

        self.grid.addWidget(self.jury, 6, 0, 1, 4)

#if QT_CONFIG(shortcut)
        self.titleLabel.setBuddy(self.title)
        self.dayLabel.setBuddy(self.day)
        self.roomLabel.setBuddy(self.room)
        self.courtLabel.setBuddy(self.court)
        self.judgeLabel.setBuddy(self.judge)
        self.abbreviationLabel.setBuddy(self.abbreviation)
        self.recorderLabel.setBuddy(self.recorder)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(PlanForm)

        QMetaObject.connectSlotsByName(PlanForm)
    # setupUi

    def retranslateUi(self, PlanForm):
        self.titleLabel.setText(QCoreApplication.translate("PlanForm", u"What it is", None))
#if QT_CONFIG(accessibility)
        self.title.setAccessibleName(QCoreApplication.translate("PlanForm", u"What it is", None))
#endif // QT_CONFIG(accessibility)
        self.title.setPlaceholderText(QCoreApplication.translate("PlanForm", u"Jury trial, day 3", None))
        self.dayLabel.setText(QCoreApplication.translate("PlanForm", u"Day", None))
#if QT_CONFIG(accessibility)
        self.day.setAccessibleName(QCoreApplication.translate("PlanForm", u"Day", None))
#endif // QT_CONFIG(accessibility)
        self.day.setDisplayFormat(QCoreApplication.translate("PlanForm", u"yyyy-MM-dd", None))
        self.roomLabel.setText(QCoreApplication.translate("PlanForm", u"Room", None))
#if QT_CONFIG(accessibility)
        self.room.setAccessibleName(QCoreApplication.translate("PlanForm", u"Room", None))
#endif // QT_CONFIG(accessibility)
        self.room.setPlaceholderText(QCoreApplication.translate("PlanForm", u"Department 6", None))
        self.courtLabel.setText(QCoreApplication.translate("PlanForm", u"Court", None))
#if QT_CONFIG(accessibility)
        self.court.setAccessibleName(QCoreApplication.translate("PlanForm", u"Court", None))
#endif // QT_CONFIG(accessibility)
        self.judgeLabel.setText(QCoreApplication.translate("PlanForm", u"Judge", None))
#if QT_CONFIG(accessibility)
        self.judge.setAccessibleName(QCoreApplication.translate("PlanForm", u"Judge", None))
#endif // QT_CONFIG(accessibility)
        self.judge.setPlaceholderText(QCoreApplication.translate("PlanForm", u"Hon. M. Okafor", None))
        self.abbreviationLabel.setText(QCoreApplication.translate("PlanForm", u"Judge\u2019s abbreviation", None))
#if QT_CONFIG(accessibility)
        self.abbreviation.setAccessibleName(QCoreApplication.translate("PlanForm", u"Judge\u2019s abbreviation", None))
#endif // QT_CONFIG(accessibility)
        self.abbreviation.setPlaceholderText(QCoreApplication.translate("PlanForm", u"MO", None))
        self.recorderLabel.setText(QCoreApplication.translate("PlanForm", u"Recorded by", None))
#if QT_CONFIG(accessibility)
        self.recorder.setAccessibleName(QCoreApplication.translate("PlanForm", u"Recorded by", None))
#endif // QT_CONFIG(accessibility)
        self.jury.setText(QCoreApplication.translate("PlanForm", u"With a jury", None))
        pass
    # retranslateUi

