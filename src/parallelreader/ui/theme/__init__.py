"""How the window looks: colours, faces, icons and the drawing of controls.

Nothing here knows what the window shows; features take colours from ``ThemeSource`` and icons by name.
"""
