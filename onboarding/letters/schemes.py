"""The disclosure schemes of the nations in words: the only place where letters say how DBS, PVG and AccessNI differ."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """How one nation's check works for the person. `carried` is what saves a new check, `windows` what to know at the start,
    `how` and `by` how and by when we see it, `on_arrival` what to know when it comes, and `after` when we have seen it.
    """

    check: str
    title: str
    result: str
    levels: dict[str, str]
    names_and_addresses: str
    carried: str
    windows: str
    on_arrival: str
    after: str
    show_title: str
    show: tuple[str, ...]
    how_title: str
    how: str
    by: str
    by_law: str
    late: str
    mistakes: str
    help: tuple[str, ...]


USUAL_LEVELS = {
    "basic": "a basic check. It shows the least.",
    "standard": "a standard check.",
    "enhanced": "an enhanced check. It shows police records.",
    "enhanced_barred": "an enhanced check with the adults’ barred list.",
}
COME = "You can come to us. We can come to you. We pay your travel. Ask for more time if you need it."
PAPER = (
    "Tell us when the paper comes. Then show us the paper itself. We look at it and give it back at once.",
    "Please do not post it or e-mail it. Please do not send us a photo of it.",
)
JOIN = "You can join the Update Service. You have 30 days from the date on your certificate."
SHARE = "When your result comes you must share it with us online. You have 14 days. After that it has to start again."
SCHEMES = {
    "DBS": Scheme(
        check="DBS check",
        title="Your DBS check (used to be called a CRB check)",
        result="certificate",
        levels=USUAL_LEVELS,
        names_and_addresses="All the places where you lived in the last 5 years, with dates.",
        carried="Are you in the DBS Update Service? Tell us first. Then you may not need a new check.",
        windows=JOIN,
        on_arrival=JOIN,
        after=JOIN,
        show_title="Please show us your certificate",
        show=PAPER,
        how_title="How to show it",
        how=COME,
        by="We hope to see it by ",
        by_law="",
        late="Has it not come after 2 weeks? Tell us. The DBS can send it again.",
        mistakes="Is something on it wrong? You can ask the DBS to look again. We can help, and we wait for it.",
        help=("Unlock: unlock.org.uk", "Nacro: nacro.org.uk"),
    ),
    "PVG": Scheme(
        check="PVG check",
        title="Your PVG check",
        result="PVG result",
        levels={
            "basic": "a Level 1 check. It shows the least.",
            "standard": "a Level 2 check.",
            "enhanced": "a Level 2 check. It shows police records.",
            "enhanced_barred": "a PVG check, as the law asks.",
        },
        names_and_addresses="All the places where you lived in the last 5 years, with dates.",
        carried="Are you in the PVG scheme? Tell us first. Then it is much quicker.",
        windows=SHARE,
        on_arrival="Nobody but you can share it.",
        after="You are in the PVG scheme for 5 years. If you change your name or your home, tell Disclosure Scotland.",
        show_title="Please share your PVG result with us",
        show=(
            "You get a message from Disclosure Scotland. Read your result first. Then share it with us online.",
            "You have 14 days from the message. After that it has to start again. Do you need help? Call us.",
        ),
        how_title="How to share it",
        how="You share it online. We can do it with you. You can come to us. We can come to you. We pay your travel.",
        by="The last day to share it is ",
        by_law="The law sets this day. It does not move.",
        late="Has no message come after 2 weeks? Tell us. We will ask.",
        mistakes="Is something in it wrong? You can ask Disclosure Scotland to look again. We can help, and we wait for it.",
        help=("Release Scotland: releasescotland.org", "Disclosure Scotland: mygov.scot/disclosure"),
    ),
    "AccessNI": Scheme(
        check="AccessNI check",
        title="Your AccessNI check",
        result="certificate",
        levels=USUAL_LEVELS,
        names_and_addresses="All the places where you lived in the last 5 years, with dates.",
        carried="Did you have an AccessNI check not long ago? Tell us first.",
        windows="You fill in the form online. You need the PIN that we give you.",
        on_arrival="It comes by post, to you alone. We need to see the paper.",
        after="Keep the paper safe. It is yours.",
        show_title="Please show us your certificate",
        show=PAPER,
        how_title="How to show it",
        how=COME,
        by="We hope to see it by ",
        by_law="",
        late="Has it not come after 2 weeks? Tell us. We will ask AccessNI.",
        mistakes="Is something on it wrong? You can ask AccessNI to look again. We can help, and we wait for it.",
        help=("NIACRO: niacro.co.uk", "AccessNI: nidirect.gov.uk/accessni"),
    ),
}
