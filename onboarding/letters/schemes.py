"""The disclosure schemes of the nations in words: the only place where letters say how DBS, PVG and AccessNI differ."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """How one nation's check works for the person. `carried` is what saves a new check, `windows` the days that run by law."""

    check: str
    title: str
    result: str
    levels: dict[str, str]
    names_and_addresses: str
    carried: str
    windows: str
    show_title: str
    show: tuple[str, ...]
    late: str
    mistakes: str
    help: tuple[str, ...]


USUAL_LEVELS = {
    "basic": "a basic check. It shows the least.",
    "standard": "a standard check.",
    "enhanced": "an enhanced check. It shows police records.",
    "enhanced_barred": "an enhanced check with the adults’ barred list.",
}
PAPER = (
    "Tell us when the paper comes. Then show us the paper itself. We look at it and give it back at once.",
    "Please do not post it or e-mail it. Please do not send us a photo of it.",
)
SCHEMES = {
    "DBS": Scheme(
        check="DBS check",
        title="Your DBS check (used to be called a CRB check)",
        result="certificate",
        levels=USUAL_LEVELS,
        names_and_addresses="All the places where you lived in the last 5 years, with dates.",
        carried="Are you in the DBS Update Service? Tell us first. Then you may not need a new check.",
        windows="You can join the Update Service. You have 30 days from the date on your certificate.",
        show_title="Please show us your certificate",
        show=PAPER,
        late="Has it not come after 2 weeks? Tell us. The DBS can send it again.",
        mistakes="Is something on it wrong? You can ask the DBS to look again. We can help, and we wait for it.",
        help=("Unlock: unlock.org.uk", "Nacro: nacro.org.uk"),
    ),
    "PVG": Scheme(
        check="PVG check",
        title="Your PVG check",
        result="PVG result",
        levels={**USUAL_LEVELS, "enhanced": "a PVG check.", "enhanced_barred": "a PVG check, as the law asks."},
        names_and_addresses="All the places where you lived in the last 5 years, with dates.",
        carried="Are you in the PVG scheme? Tell us first. Then it is much quicker.",
        windows="When your result comes you must share it with us online. You have 14 days. After that it has to start again.",
        show_title="Please share your PVG result with us",
        show=(
            "You get a message from Disclosure Scotland. Read your result first. Then share it with us online.",
            "You have 14 days from the message. After that it has to start again. Do you need help? Call us.",
        ),
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
        show_title="Please show us your certificate",
        show=PAPER,
        late="Has it not come after 2 weeks? Tell us. We will ask AccessNI.",
        mistakes="Is something on it wrong? You can ask AccessNI to look again. We can help, and we wait for it.",
        help=("NIACRO: niacro.co.uk", "AccessNI: nidirect.gov.uk/accessni"),
    ),
}
