"""An invented county for trying things out: every state of the flow once, made through the real services."""
