"""What really happens to people and must be in the demo: each as the step that shows it, with its code where that says more."""

EDGES: tuple[tuple[str, ...], ...] = (
    ("identity", "replace_paper", "name"),  # a new name
    ("crb", "replace_certificate", "lost"),
    ("crb", "replace_certificate", "wrong_name"),
    ("crb", "form_returned", "name"),
    ("crb", "share_lapsed"),  # Scotland
    ("crb", "close_without_check"),
    ("crb", "look_at_tracker"),
    ("crb", "lived_abroad"),  # in two countries, of which one gives no paper
    ("crb", "not_abroad"),
    ("employment_history", "add_time_off"),  # and nobody asks why
    ("employment_history", "accept"),
    ("qualifications", "record_seen"),
    ("membership", "welcome"),
    ("membership", "agree"),
    ("occupational_health", "appointment_missed"),
    ("occupational_health", "record_vaccines"),
    ("reference", "referee_cannot", "moved"),
    ("reference", "remind"),
    ("committee", "use_approval"),
    ("host_acceptance", "team_says_yes"),
    ("placement", "keep_team"),
    ("placement", "host_says_no", "no_supervisor"),
    ("application", "pause", "self"),
    ("application", "resume"),
    ("application", "come_back"),
    ("application", "transfer"),
    ("application", "record_death"),
    ("application", "move_on"),
)
