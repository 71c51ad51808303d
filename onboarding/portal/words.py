"""The words of the applicant's own steps: the question on the page, what follows, the button, the answer afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.portal.forms import WEEKDAYS
from onboarding.queries.plain_words import Fit
from onboarding.stages.selection_days import MINUTES


@dataclass(frozen=True)
class StepWords:
    """The heading, the paragraphs and the button of one step's page, the way back, and what is said when it is done."""

    heading: str
    paragraphs: tuple[str, ...]
    button: str
    back: str = "Go back"
    done: str = "Saved. Thank you."
    grave: bool = False

    def fitted(self, fit: Fit) -> StepWords:
        """The same words for this person."""
        paragraphs = tuple(fit(words) for words in self.paragraphs)
        return StepWords(fit(self.heading), paragraphs, fit(self.button), fit(self.back), fit(self.done), self.grave)


CHECKS_RUN_ON = ("Other people may still work on your checks. We ask nothing of you.",)
NO_PLAN = StepWords(  # agree_plan where nothing was noted: nobody is asked to read what is not there
    "Say yes to going on", ("You had your readiness chat. No plan was written down. Do you feel ready to go on?",), "Yes, I am ready",
    done="Thank you. You and we agreed you are ready.",
)
SHAPE = f"It takes about {MINUTES} minutes. You can bring someone with you. You can change it later."
WORDS = {
    ("membership", "agree"): StepWords(
        "What the group agreed on",
        ("The group wrote this. Take your time. You can talk about it with us first.",), "Yes, I agree",
        back="Not yet", done="Good to have you. You are a member of the group.",
    ),
    ("application", "choose_group"): StepWords(
        "Choose the group instead?",
        ("A group is for mutual support. There is no role in it, and no checks.",
         "Your application for the role ends. You can come back any time."),
        "Choose the group", back="Not now", done="You chose the group. Good. You are welcome there.", grave=True,
    ),
    ("application", "leave_group"): StepWords(
        "Leave the group?", ("You do not have to say why. You are welcome back any time.",), "Leave the group", back="Stay",
        done="You have left the group. You are welcome back any time.",
    ),
    ("selection", "book"): StepWords(
        "Choose a time to meet us",
        (SHAPE, WEEKDAYS),
        "Save this time", done="Your meeting is booked. You will hear from us.",
    ),
    ("selection", "change_meeting"): StepWords(
        "Choose another time", (WEEKDAYS, "You keep the time you have until you save."), "Save this time",
        done="Your time is changed. You will hear from us.",
    ),
    ("selection", "cancel_meeting"): StepWords(
        "Cancel the meeting?",
        ("That is fine. You do not have to say why. It does not count against you.", "You can choose another time."),
        "Cancel the meeting", back="Keep it", done="It is cancelled. You can choose another time when you like.",
    ),
    ("readiness", "change_meeting"): StepWords(
        "Choose another time", (WEEKDAYS, "You keep the time you have until you save."), "Save this time",
        done="Your time is changed. You will hear from us.",
    ),
    ("readiness", "cancel_meeting"): StepWords(
        "Cancel the chat?",
        ("That is fine. You do not have to say why. It does not count against you.", "You can choose another time."),
        "Cancel the chat", back="Keep it", done="It is cancelled. You can choose another time when you like.",
    ),
    ("selection", "choose_slot"): StepWords(
        "Choose a time to meet us",
        (SHAPE,
         "No time fits? Go back, and tell us. We will find another one with you."),
        "Save this time", done="Your meeting is booked. You will hear from us.",
    ),
    ("selection", "change_slot"): StepWords(
        "Choose another time", ("These times are free. You keep the time you have until you save.",), "Save this time",
        done="Your time is changed. You will hear from us.",
    ),
    ("selection", "give_back_slot"): StepWords(
        "Give your time back?",
        ("That is fine. You do not have to say why. It does not count against you.", "You can choose another time."),
        "Give my time back", back="Keep it", done="Thank you. You can choose another time when you like.",
    ),
    ("readiness", "book"): StepWords(
        "Book your readiness chat",
        ("This is a chat, not a test. You can bring someone with you. You can change it later.", WEEKDAYS),
        "Save this time", done="Your readiness chat is booked.",
    ),
    ("selection", "accept"): StepWords(
        "Say yes to our offer", ("Your checks then start. You can still stop at any time.",), "Say yes",
        done="You said yes. We are glad. Your checks start now. We tell you when there is something for you to do.",
    ),
    ("readiness", "agree_plan"): StepWords(
        "Say yes to the plan", ("You have read the plan you made with us, and it is right.",), "Yes, this is our plan",
        done="Thank you. You and we agreed you are ready.",
    ),
    ("readiness", "ask_look_again"): StepWords(
        "Ask another person to look again?",
        ("Someone who was not there before looks again. You do not have to say why.",
         "We tell you who it is, and by when. Your place is kept."),
        "Yes, please look again", back="Not now", done="Thank you. Another person looks again.",
    ),
    ("readiness", "add_own_words"): StepWords(
        "Add your own words",
        ("You may see it in another way. You can say so here.",
         "You and your coordinator can read it. Nobody else can.", "Please do not write about your health."),
        "Save my words", done="Your words are saved with the plan.",
    ),
    ("reference", "name_referee"): StepWords(
        "Who can speak for you?",
        ("It can be a tutor, a group leader, or someone you volunteer with. It can be a faith or community leader.",
         "Not someone who treats you. Not someone in your family.", "We never ask them about your health.",
         "Give us an e-mail address or a phone number."),
        "Save", done="Thank you. We will write to them. You do not need to do anything.",
    ),
    ("reference", "change_referee"): StepWords(
        "Name someone else?", ("That is fine. We have not written to anyone yet.",), "Name someone else",
        done="That is fine. Tell us who else can speak for you.",
    ),
    ("employment_history", "add_period"): StepWords(
        "Add work, volunteering or a course", ("Start with the newest, or with any other. The order does not matter.",), "Add it",
        done="Saved. Is there more? Add the next one.",
    ),
    ("employment_history", "add_time_off"): StepWords(
        "Add time without work", ("You do not have to say why. Many of us have been out of work.",), "Add it",
        done="Saved. Is there more? Add the next one.",
    ),
    ("employment_history", "take_out_last"): StepWords(
        "Take out the last one?", ("You can add it again.",), "Take it out", done="It is out. You can add it again.",
    ),
    ("employment_history", "tell_all"): StepWords(
        "Is that all?", ("We read it. If we have a question, we ask you.",), "Yes, that is all",
        done="Thank you. We will read what you told us.",
    ),
    ("crb", "certificate_came"): StepWords(
        "Your certificate came",
        ("Please keep it safe. We look at it with you and give it back. Do not send us a photo of it.",),
        "Yes, I have it", done="Thank you. We will look at it with you and give it back.",
    ),
    ("training", "accept_place"): StepWords(
        "Say yes to your training place",
        ("6 weeks of classes, then 2 weeks on placement. If you cannot come after all, tell us. That is fine.",),
        "Yes, I will come", done="Your place is fixed. We will send you all you need to know.",
    ),
    ("training", "wait_for_later"): StepWords(
        "Wait for a later course",
        ("That is fine. Someone else takes this place. You keep yours in the line for the next course.",),
        "Wait for a later course", done="That is fine. We will tell you about the next course.",
    ),
    ("placement", "sign_agreement"): StepWords(
        "Sign your agreement", ("You and your supervisor have read it together. You both agree with it.",),
        "I agree and sign", done="Thank you. Your agreement is signed.",
    ),
    ("placement", "change_team"): StepWords(
        "Change your team?", ("You do not have to say why. We find you another team.",), "Change my team", back="Stay with my team",
        done="That is fine. We are finding you another team.",
    ),
    ("placement", "answer_supervision"): StepWords(
        "Is what we wrote down right?", ("Look at the last time you met. You may see it in another way. That is fine.",), "Save",
        done="Thank you for telling us.",
    ),
    ("application", "pause"): StepWords(
        "Pause your application?",
        ("You do not have to say why. You keep your place.", *CHECKS_RUN_ON, "You can come back any time, with one click."),
        "Pause my application", back="Not now", done="Your application is paused. Take the time you need.",
    ),
    ("application", "resume"): StepWords(
        "Come back from your break?",
        ("Good to see you. You go on from where you were.", "Here is what stands, and what we need to do again."), "Come back",
        back="Not yet", done="Welcome back.",
    ),
    ("application", "not_asked"): StepWords(
        "Did you not ask for this break?",
        ("Then it was our mistake, and we are sorry. You do not have to explain.",),
        "I did not ask for this", back="I did ask for it", done="Your break is over. We are sorry. We will get in touch.",
    ),
    ("application", "come_back"): StepWords(
        "Come back?", ("Good to see you. Nothing was decided while you were away.", "Here is what stands, and what we need to do again."),
        "Come back", back="Not yet",
        done="Welcome back.",
    ),
    ("application", "withdraw"): StepWords(
        "Do you want to stop?",
        ("You do not have to say why. Nobody will think less of you.",
         "You can also pause. Then you keep your place.",
         "If you stop, you can come back any time. Some checks may need doing again."),
        "Stop my application", back="No, go back", grave=True,
        done="You have stopped your application. Thank you for telling us.",
    ),
    ("application", "decline_offer"): StepWords(
        "Do you want to say no, thank you?",
        ("You do not have to say why. You can come back any time.", "Not sure? You can ask for longer, or ask us anything."),
        "No, thank you", back="No, go back", grave=True, done="Thank you for telling us. You can come back any time.",
    ),
}  # fmt: skip
# Where somebody is in a group, or about to join one, and applies for no role.
IN_GROUP = {
    ("application", "submit"): StepWords(
        "Would you like to come?", ("Nobody asks you why. You can stop any time.",), "Yes, I would like to come",
        back="Not yet", done="Good. Someone from the group will get in touch.",
    ),
    ("application", "withdraw"): StepWords(
        "Would you rather not join?", ("You do not have to say why. You are welcome any time.",), "I would rather not join",
        back="Go back", done="That is fine. You are welcome any time.",
    ),
}  # fmt: skip
# What a person does on their private page: the button, and what is said when it is done.
PRIVATE = {
    ("crb", "choose_talk"): StepWords(
        "How would you like to talk?", (), "Save my choice", done="Thank you. We will find a time with you.",
    ),
    ("crb", "challenge"): StepWords(
        "Is something wrong?", (), "Something on it is wrong",
        done="Thank you for telling us. We decide nothing until the DBS has looked again.",
    ),
    ("occupational_health", "agree_support"): StepWords(
        "Does this help?", (), "Send my answer", done="Thank you for telling us.",
    ),
    ("occupational_health", "ask_another_way"): StepWords(
        "Would another day or way suit you better?", (), "Send my answer", done="Thank you. We see to it.",
    ),
    ("occupational_health", "choose_talk"): StepWords(
        "How would you like to talk?", (), "Save my choice", done="Thank you. We will find a time with you.",
    ),
    ("occupational_health", "look_again"): StepWords(
        "Another look", (), "Please look again", done="Thank you. We will look again, and get in touch with you.",
    ),
}  # fmt: skip
ASKS = {
    "time": StepWords(
        "Give me 2 more weeks",
        ("That is fine. You do not have to say why. Your place is kept.",),
        "Give me 2 more weeks", done="That is fine. You have 2 more weeks. Your place is kept.",
    ),
    "question": StepWords(
        "I have a question",
        ("Write your question here. It goes to your messages, and we answer it there. Until then the next step is with us.",
         "Do you want an answer now? Call us."),
        "Ask us", done="We will get in touch with you. The next step is with us now.",
    ),
    "help": StepWords(
        "I need some help", ("Press the button and we will get in touch. We can do it with you.",), "Please help me",
        done="We will get in touch with you. The next step is with us now.",
    ),
}  # fmt: skip
