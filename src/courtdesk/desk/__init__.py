"""The Qt shell: main window, rail, actions, background lanes, theme, lock, search, widgets."""
