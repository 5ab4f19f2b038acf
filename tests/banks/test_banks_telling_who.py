"""Wordings and answers that tell who somebody is are known, and others are let be."""

import pytest

from persona_wizard.banks import tells_who, values_tell_who


@pytest.mark.parametrize(
    "wording",
    [
        *("Name", "Your name", "What's your first name?", "What’s your name", "What is your name?"),
        *("Full name", "Real name", "What's your full name?", "Could you tell us your name?"),
        *("Surname", "Your first name", "First name (optional)", "Last name:", "Name*", "Nickname"),
        *("1. Your name", "Q3: Name", "Hi! What's your name?", "Name and e-mail", "Name / Email"),
        *(
            "First Name, Last Name",
            "What is your name and your job?",
            "Please enter your full name",
        ),
        *("Full name, optional", "E-mail address, please"),
        *("Name of respondent", "Participant name", "Recipient Last Name", "Name (first and last)"),
        *(
            "What should we call you?",
            "Before we begin, what's your name?",
            "May we have your name",
        ),
        *("E-mail", "Email Address", "E-mail address", "What's your email?", "Your work e-mail"),
        *("E-mail, if you want to hear from us", "Your email for the results", "Username"),
        *("Please leave your email below if you would like to know more", "Business email"),
        *("Phone", "Phone number", "Mobile number", "Your phone", "WhatsApp number", "Telephone"),
        *("Where can we reach you?", "How can we contact you?", "Contact details", "Contact info"),
        *("IP", "IP Address", "IPAddress", "Telegram handle", "LinkedIn profile", "LinkedIn URL"),
        *("Your Instagram", "Twitter handle", "Social media handles", "Facebook account name"),
        *("Address", "Home address", "Your postal address", "Postcode", "ZIP code", "Profile URL"),
        *("Tên", "Tên của bạn", "Họ và tên", "Họ tên", "Tên của bạn là gì?", "Bạn tên là gì?"),
        *("Số điện thoại", "SĐT", "Địa chỉ email", "Email của bạn", "Số điện thoại của bạn"),
        *("Vui lòng cho biết tên của bạn", "Họ và tên của bạn là gì?", "Địa chỉ", "Số Zalo"),
        *("Nachname", "Vorname", "Vor- und Nachname", "Wie heißen Sie?", "Wie lautet Ihr Name?"),
        *("E-Mail-Adresse", "Ihre E-Mail-Adresse", "Telefonnummer", "Handynummer", "Anschrift"),
        *("Nom", "Prénom", "Nom et prénom", "Quel est votre nom ?", "Adresse e-mail", "Courriel"),
        *("Comment vous appelez-vous ?", "Numéro de téléphone", "Coordonnées", "Adresse IP"),
        *("Nombre", "Apellidos", "Nombre y apellidos", "¿Cuál es su nombre?", "¿Cómo se llama?"),
        *("Correo electrónico", "Teléfono", "¿Cómo te llamas?", "Tu nombre completo"),
        *("Nome", "Sobrenome", "Nome completo", "Qual é o seu nome?", "Telefone", "Seu e-mail"),
    ],
)
def test_a_wording_that_asks_who_somebody_is(wording: str) -> None:
    assert tells_who(wording)
    assert tells_who(wording.upper())


@pytest.mark.parametrize(
    "wording",
    [
        *("Name of your company", "What is the name of the tool you use?", "Brand name", "Names"),
        *(
            "Company name",
            "What is your company's name?",
            "What's your dog's name?",
            "Product name",
        ),
        *("What is your company name?", "Name three brands you know", "Business name", "Job title"),
        *("Name and address of your company", "Name a brand, and say why", "Your first phone"),
        *("How often do you check your e-mail?", "E-mail or chat: which do you prefer?"),
        *("Which e-mail program do you use?", "Do you use a phone or a computer?", "Mobile phone"),
        *("Which do you like more, your phone or your laptop?", "IP telephony", "Facebook", "Line"),
        *(
            "Phone, tablet or laptop?",
            "How do you feel about sharing your name?",
            "Website address",
        ),
        *(
            "What is your email provider?",
            "What is your role?",
            "Where can we improve?",
            "Address us",
        ),
        *("How did you contact us?", "What do you call it?", "Ten", "Who decides?", "", "???", "#"),
        *("Học vấn", "Tên công ty của bạn", "Tên sản phẩm", "Tên thương hiệu bạn thích là gì?"),
        *("Name des Unternehmens", "Nom de l'entreprise", "Nombre de la empresa", "Nome da marca"),
        *("Which brand's name do you know?", "May we quote you without your name?"),
        *("So what, if any?", "If so, please say why", "Name a tool, if any", "Please, optional"),
        "x" * 100_000,
        "your " * 60,
        "first " * 60 + "x",
        "please " * 60 + "x",
        "work " * 60 + "x",
    ],
)
def test_a_wording_that_does_not(wording: str) -> None:
    assert not tells_who(wording)


@pytest.mark.parametrize(
    "values",
    [
        ("an@x.org", "bo@y.example.com", "none"),
        ("An Berg <an@x.org>", "mailto:bo@x.org"),
        ("+49 171 551", "+1 (555) 123-4567"),
        ("0912 345 678", "0901234567", "(555) 123-4567", "555-123-4567"),
        ("10.0.0.1", "192.168.1.20"),
        ("2001:db8::1", "fe80::1"),
    ],
)
def test_answers_that_reach_somebody(values: tuple[str, ...]) -> None:
    assert values_tell_who(values)


@pytest.mark.parametrize(
    "values",
    [
        (),
        ("an@x.org", "none", "by chat"),
        ("2025-03-14", "03.04.2025", "03/04/2025 09:12", "09:12:35"),
        ("1250000", "20,000 to 39,999", "1 250 000", "000", "-5", "+3", "0"),
        ("1.2.3", "2.0.0"),
        ("me @ home",),
        ("0" * 100_000,),
        ("a@" * 200,),
    ],
)
def test_answers_that_do_not(values: tuple[str, ...]) -> None:
    assert not values_tell_who(values)
