"""An organisation to try things on: sixty people over twelve months, made through the door on a simulated rising clock."""
