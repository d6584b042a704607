"""The commands of `holdpoint` for running again, pausing and going on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.desk_commands import AsJson, DataDir, DryRun
from core.domain.hold import ReasonCode
from core.domain.states import ProcessStatus, StageName

again = typer.Typer()
OneRecord = Annotated[int | None, typer.Argument(metavar="[ID]", help="Default: all records.", min=1)]
OneStage = Annotated[StageName | None, typer.Option("--stage", help="Default: every stage.")]


@again.command()
def rerun(
    stage: Annotated[StageName, typer.Option("--stage", help="ocr makes a new version.")],
    records: Annotated[list[int] | None, typer.Argument(metavar="[ID...]", help="The records' numbers.", min=1)] = None,
    chain: Annotated[
        bool | None,
        typer.Option(
            "--from-here/--only",
            "--chain/--no-chain",
            help="With what follows it, or this stage alone.",
            show_default=False,
        ),
    ] = None,
    status: Annotated[list[ProcessStatus] | None, typer.Option("--status", help="All that stand so.")] = None,
    text: Annotated[str, typer.Option("--search", help="All that hold these words.")] = "",
    reason: Annotated[list[ReasonCode] | None, typer.Option("--reason", help="All held for one of these.")] = None,
    document_type: Annotated[list[str] | None, typer.Option("--type", help="All of one of these kinds.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every record there is.")] = False,
    page_limit: Annotated[int | None, typer.Option("--page-limit", help="Pages of a file this time; 0: all.")] = None,
    languages: Annotated[str | None, typer.Option("--languages", metavar="kor+eng", help="To read this time.")] = None,
    recogniser: Annotated[str | None, typer.Option("--recogniser", help="To read with this time.")] = None,
    model: Annotated[
        bool | None, typer.Option("--model/--no-model", help="Whether the language model is asked this time.")
    ] = None,
    policy: Annotated[Path | None, typer.Option("--policy", metavar="FILE", help="To judge by this time.")] = None,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", help="Run all that a filter finds.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Run a stage again, alone or with what follows, of some records or of all that a filter finds, and wait for it.

    What would run, what becomes outdated, what a person has set and what is left out is told with --dry-run.
    """
    from core.cli import again as work  # noqa: PLC0415 - most commands have no use for it

    wanted = work.Wanted(
        records=tuple(records or ()),
        statuses=tuple(status or ()),
        text=text,
        reasons=tuple(reason or ()),
        document_types=tuple(document_type or ()),
        every=every,
    )
    own = work.Own(page_limit, languages, recogniser, model, policy)
    raise typer.Exit(work.rerun(wanted, stage, chain, own, data_dir, as_json=as_json, dry_run=dry_run, agreed=yes))


@again.command()
def pause(
    record: OneRecord = None,
    stage: OneStage = None,
    note: Annotated[str, typer.Option("--note", help="Why; shown to whoever wonders.")] = "",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Begin nothing more: of the whole chain, one record, one stage, or one stage of a record. `resume` ends it.

    A stage that runs goes on to its end. A paused extract holds back every call of the language model.
    """
    from core.cli import pausing as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.pause(record, stage, note, data_dir, as_json=as_json))


@again.command()
def resume(record: OneRecord = None, stage: OneStage = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """End a pause, go on with everything unfinished, and wait for it. Other pauses stay."""
    from core.cli import pausing as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.resume(record, stage, data_dir, as_json=as_json))


@again.command()
def pauses(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Tell what is paused, since when, by whom and why."""
    from core.cli import pausing as work  # noqa: PLC0415 - as above

    raise typer.Exit(work.pauses(data_dir, as_json=as_json))
