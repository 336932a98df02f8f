"""How guessing of passwords is slowed down (django-axes), and what is kept for it."""

AXES_FAILURE_LIMIT = 8  # of one name from one address
AXES_FAILURE_LIMIT_OF_ADDRESS = 50  # of all names together: an office of many people shares an address
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "portal.guessing.FailuresByAddressToo"
AXES_CLIENT_IP_CALLABLE = "portal.guessing.client_address"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_RESET_ON_SUCCESS = True
# Whoever tries again while locked waits no longer for it; the others at his address least of all.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Nobody's times of signing in and out are kept: failures only, and those until they no longer count.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
# Blanked in what is kept of a failed form: every password, and what people wrote before they were signed out.
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "password",
    "old_password",
    "new_password1",
    "new_password2",
    "kept",
    "note",
]
