"""What a password must not be, as Django checks it, in sentences that say how to correct it."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class EnoughCharacters(password_validation.MinimumLengthValidator):
    def get_error_message(self):
        return _("The new password is too short. Use at least %s characters, for example four words.") % (
            self.min_length
        )

    def get_help_text(self):
        return _("At least %s characters; four words are easy to remember.") % self.min_length


class UnlikeThePerson(password_validation.UserAttributeSimilarityValidator):
    """Neither the name nor the e-mail address, or nearly so."""

    def __init__(self):
        super().__init__(user_attributes=("full_name", "email"))

    def get_error_message(self):
        return _("The new password is too much like your entry “%(verbose_name)s”. Choose other words.")

    def get_help_text(self):
        return _("Nothing like your name or e-mail address.")


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self):
        return _("Many people use this new password, so it is guessed first. Choose another one.")

    def get_help_text(self):
        return _("Not a common password, such as password123.")
