"""The demonstration programme: made-up bodies and standards that show every page at work. Nothing in it is official."""
