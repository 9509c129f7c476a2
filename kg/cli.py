"""The program `kg`: its commands gathered, and what becomes of their errors.

Exit status: 0 done; 1 done, and something was found wrong; 2 the call could not be carried out.
"""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType

import click

from kg import __version__, terminal
from kg.commands import asking, building, checking, showing
from kg.commands.options import DONE, NOT_DONE
from kg.errors import KgError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def commands() -> None:
    """Build a knowledge graph from Chinese local-government news, and ask it.

    \b
    Begin with:
        kg build seeds              read the texts in seeds/, write the graph into output/
        kg show 太白湖新区           all that is known of one place, body or person
        kg timeline 太白湖新区       the same in order of time
        kg query --list             the questions that come with the program
        kg search 揭牌               facts by the words that say them
        kg serve                    all of it in the browser, and a SPARQL endpoint
    and open output/graph.html in a browser.
    """


for _module in (building, showing, asking, checking):
    for _command in vars(_module).values():
        if isinstance(_command, click.Command):
            commands.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run a command; every error is one line on standard error. Returns the exit status."""
    try:
        status = commands.main(list(arguments), prog_name="kg", standalone_mode=False)
        return status if isinstance(status, int) else DONE
    except KgError as error:
        terminal.complain(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        with terminal.output():
            sys.stdout.write(f"{error.format_message()}\n")
        return DONE
    except click.UsageError as error:
        name = error.ctx.command_path if error.ctx else "kg"
        message = " ".join(error.format_message().split())  # click lists choices line by line
        terminal.complain(f"{message} See `{name} --help`.")
    except click.exceptions.Abort:
        terminal.complain("stopped; files of an earlier build are as they were")
        return 128 + signal.SIGINT
    except OSError as error:  # what no command foresees: too many open files, a full disk under the help text
        terminal.complain(f"{error}; mend that and run it again")
    except Exception:  # the last resort: the exit status must not read as "done, and found something wrong"
        traceback.print_exc()
        terminal.complain("this is a bug in kg, not in what it was given; please report the lines above")
    return NOT_DONE


def _terminate(number: int, frame: FrameType | None) -> None:
    """End in order when told to: workers are let go, files that are half written are taken away."""
    raise SystemExit(128 + number)


def main() -> None:
    """The program."""
    terminal.in_utf8()
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
