"""An organisation to try things on: 240 applications over 18 months, made through the door on a simulated rising clock."""
