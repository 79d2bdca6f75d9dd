"""The court's settings of sound, as a form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.edit import EditWithButton
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.sound.model import MAX_CHANNELS, RATES, Codec, NoSound, SoundPlan
from courtdesk.sound.model.settings import (
    OffRecord,
    PedalKeys,
    SoundSettings,
)
from courtdesk.sound.service.devices import Device, devices_now

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.sound.panel.keeper import SoundKeeper

_CODECS = {
    Codec.FLAC: "FLAC, every sample",
    Codec.OPUS: "Opus, a tenth of the size",
}
_OFF = {
    OffRecord.PAUSE: "The recording pauses",
    OffRecord.MARK: "It goes on, and the span is marked",
}
_MAINS = {0: "50 and 60 Hz", 50: "50 Hz", 60: "60 Hz"}
_LEADS = (0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 10.0, 15.0)
_SYSTEMS_OWN = "The system’s own microphone"


class SettingsDialog(Dialog):
    """What is chosen holds from the next recording on."""

    def __init__(self, parent: QWidget, desk: Desk, keeper: SoundKeeper) -> None:
        super().__init__(parent, "Settings of sound", "Keep")
        self._desk = desk
        self._keeper = keeper
        self._old = keeper.settings
        self._make_fields()
        self._lay_out()
        self._show(self._old)
        self.setMinimumWidth(640)
        self.primary.clicked.connect(self._on_primary)
        self.primary.setEnabled(keeper.may_record)
        again = not keeper.holds_output()
        keeper.lane.ask(
            lambda: devices_now(again=again), self._on_devices, self._on_no_devices, owner=self
        )
        self.channels.setFocus()

    def settings(self) -> SoundSettings:
        """What the form says now."""
        names = tuple(name.strip() for name in self.channels.text().split(",") if name.strip())
        return SoundSettings(
            SoundPlan(
                names,
                str(self.device.currentData() or ""),
                int(self.rate.currentData()),
                Codec(self.codec.currentData()),
                self.copy.text().strip(),
            ),
            self.with_hearing.isChecked(),
            OffRecord(self.off_record.currentData()),
            float(self.lead.currentData()),
            PedalKeys(*(pedal.text().strip() for pedal in self.pedal)),
            int(self.mains.currentData()),
            chosen=True,
        )

    def _make_fields(self) -> None:
        self.channels, self.copy = QLineEdit(), EditWithButton()
        self.copy.set_button("Choose…", "Choose the folder of the second copy")
        self.copy.button.clicked.connect(self._on_choose_copy)
        self.device, self.rate, self.codec = Choice(), Choice(), Choice()
        self.off_record, self.mains = Choice(), Choice()
        for rate in RATES:
            self.rate.addItem(f"{rate / 1000:g} kHz", rate)
        for codec, words in _CODECS.items():
            self.codec.addItem(words, codec.value)
        for off, words in _OFF.items():
            self.off_record.addItem(words, off.value)
        for mains, words in _MAINS.items():
            self.mains.addItem(words, mains)
        self.with_hearing = QCheckBox("Starting the hearing starts the recording")
        self.lead = Choice()
        for lead in sorted({*_LEADS, self._old.lead_seconds}):
            self.lead.addItem(f"{lead:g} s", lead)
        self.pedal = (QLineEdit(), QLineEdit(), QLineEdit())

    def _lay_out(self) -> None:
        names = f"Bench, Witness, … in the device’s order; 1 to {MAX_CHANNELS}"
        self._channels_field = Field("Channels", self.channels, names)
        self._device_field = Field("Microphone", self.device)
        self.body.addWidget(FieldRow(self._device_field, self._channels_field))
        self.body.addWidget(FieldRow(Field("Rate", self.rate), Field("Kept as", self.codec)))
        copy = "A folder on another drive; empty for none"
        self._copy_field = Field("Second copy", self.copy, copy)
        off = Field("Off the record", self.off_record)
        self.body.addWidget(FieldRow(self._copy_field, off))
        self.body.addWidget(self.with_hearing)
        lead = "Heard before an entry’s moment"
        self.body.addWidget(
            FieldRow(Field("Lead", self.lead, lead), Field("Hum of the mains", self.mains))
        )
        titles = ("Pedal: play and stop", "Pedal: back 5 s", "Pedal: forward 5 s")
        fields = (Field(title, edit) for title, edit in zip(titles, self.pedal, strict=True))
        self.body.addWidget(FieldRow(*fields))

    def _show(self, old: SoundSettings) -> None:
        plan = old.plan
        self.channels.setText(", ".join(plan.channels))
        self._show_devices((), plan.device)
        self.rate.setCurrentIndex(self.rate.findData(plan.rate))
        self.codec.setCurrentIndex(self.codec.findData(plan.codec.value))
        self.copy.setText(plan.second_copy)
        self.with_hearing.setChecked(old.with_hearing)
        self.off_record.setCurrentIndex(self.off_record.findData(old.off_record.value))
        self.lead.setCurrentIndex(self.lead.findData(old.lead_seconds))
        self.mains.setCurrentIndex(self.mains.findData(old.mains))
        keys = (old.pedal.play, old.pedal.back, old.pedal.forward)
        for edit, key in zip(self.pedal, keys, strict=True):
            edit.setText(key)

    def _show_devices(self, found: tuple[Device, ...], chosen: str) -> None:
        self.device.clear()
        self.device.addItem(_SYSTEMS_OWN, "")
        for device in found:
            channels = "1 channel" if device.channels == 1 else f"{device.channels} channels"
            self.device.addItem(f"{device.name} · {channels}", device.name)
        if chosen and self.device.findData(chosen) < 0:
            self.device.addItem(f"{chosen} · not found now", chosen)
        self.device.setCurrentIndex(max(self.device.findData(chosen), 0))

    def _on_devices(self, found: tuple[Device, ...]) -> None:
        self._show_devices(found, str(self.device.currentData() or self._old.plan.device))
        if not found:
            self._device_field.show_wrong("No microphone. Plug one in and open anew.")

    def _on_no_devices(self, error: Exception) -> None:
        if isinstance(error, NoSound):
            self._device_field.show_wrong(str(error))

    def _on_primary(self) -> None:
        chosen = self.settings()
        try:
            chosen.checked()
        except NoSound as wrong:
            self.show_wrong(str(wrong))
            return
        copy = chosen.plan.second_copy
        if copy and copy != self._old.plan.second_copy and not Path(copy).is_dir():
            self._copy_field.show_wrong("There is no such folder. Is the drive in?")
            self.copy.setFocus()
            return
        self._keeper.keep_settings(replace(chosen), self._on_failed)
        self.accept()

    def _on_choose_copy(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, "Folder of the second copy", self.copy.text()
        )
        if folder:
            self.copy.setText(folder)

    def _on_failed(self, error: Exception) -> None:
        self._desk.lane.refused.emit(error)
