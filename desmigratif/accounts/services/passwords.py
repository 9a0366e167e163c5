"""How a person gets a password: always by a link in a mail, never from somebody else."""

from allauth.account.forms import ResetPasswordForm


def send_password_mail(*, user, request):
    """Mails the link with which the user sets a password; returns whether the mail server took it."""
    form = ResetPasswordForm({"email": user.email})
    form.full_clean()
    try:
        form.save(request)
    except OSError:
        return False
    return True
