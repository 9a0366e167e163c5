"""What a service says when it does not do what was asked."""


class Refused(Exception):
    """The service will not, and says why: a sentence in the reader's language with the way to correct it.

    `field` names the input that has to change, so that a form can show the sentence there; empty where the
    sentence is about the whole. `may_pass`: whether what is refused today may be stored on another day, so
    that the entries are worth keeping. `see`: what the sentence tells to open or to correct instead, where
    the user may see it; the page that shows the sentence leads there.
    """

    may_pass = False

    def __init__(self, message, field="", see=None):
        super().__init__(message)
        self.message = message
        self.field = field
        self.see = see

    def show_in(self, form):
        """Puts the sentence at the field it is about, or over the form where the form has no such field."""
        form.add_error(self.field if self.field in form.fields else None, self.message)
        form.see = self.see
