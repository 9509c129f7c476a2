"""The commands: thin, no logic.

Exit status: 0 done; 1 done, and something was found wrong; 2 the call could not be carried out.
"""

from __future__ import annotations

import sys

import click

from kg import __version__
from kg.errors import KgError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def commands() -> None:
    """Build a knowledge graph from Chinese local-government news, and ask it."""


def main() -> None:
    """Run a command; every error is one line on standard error."""
    try:
        status = commands(standalone_mode=False)
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(2)
    except click.exceptions.Abort:
        click.echo("kg: stopped", err=True)
        sys.exit(130)
    except click.UsageError as error:
        name = error.ctx.command_path if error.ctx else "kg"
        click.echo(f"kg: {error.format_message()} See `{name} --help`.", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(f"kg: {error.format_message()}", err=True)
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    main()
