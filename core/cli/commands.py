"""The commands of `holdpoint`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from core.cli import doctor as examination
from core.cli import listing, model, policy, schools, time_commands, work
from core.cli.again_commands import again
from core.cli.desk_commands import audit, claims, desk
from core.cli.reader_commands import recognisers
from core.cli.server_commands import servers
from core.cli.version_commands import versions
from core.cli.wire_commands import deliveries, serve, token
from core.domain.decision import DecisionReason, RejectKind, Verdict
from core.domain.hold import ReasonCode
from core.domain.queue import RecordOrder
from core.domain.states import ProcessStatus, StageName

cli = typer.Typer(
    name="holdpoint",
    help="Reads credential documents, approves what it can prove, and holds the rest for a person.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="The data folder (default: your own).", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout, and nothing else.")]
Record = Annotated[int, typer.Argument(metavar="ID", help="The record's number.", min=1)]
Records = Annotated[list[int], typer.Argument(metavar="ID...", help="The records' numbers.", min=1)]
Chain = Annotated[bool, typer.Option("--chain/--no-chain", help="Whether the stages after it follow.")]
Comment = Annotated[str, typer.Option("--comment", help="May be shown to the applicant.")]
_MOST: Final = 10_000


@cli.command()
def process(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
    stage: Annotated[StageName, typer.Option("--stage", help="The stage to begin with.")] = StageName.OCR,
    chain: Chain = True,
    due: Annotated[str, typer.Option("--due", metavar="DAY", help="By when they are to be decided.")] = "",
) -> None:
    """Take in documents and wait until every record has settled.

    With --stage extract or approve, the records made of these very files before are run again from there.
    """
    raise typer.Exit(work.process(paths, data_dir, as_json=as_json, stage=stage, chain=chain, due=due))


@cli.command("list")
def list_(
    data_dir: DataDir = None,
    as_json: AsJson = False,
    status: Annotated[list[ProcessStatus] | None, typer.Option("--status", help="Only these; may be repeated.")] = None,
    text: Annotated[str, typer.Option("--search", help="Words of names, numbers, file names, the text read.")] = "",
    reason: Annotated[list[ReasonCode] | None, typer.Option("--reason", help="Held for one of these.")] = None,
    document_type: Annotated[list[str] | None, typer.Option("--type", help="Of one of these kinds.")] = None,
    older_than: Annotated[float | None, typer.Option("--older-than", min=0, metavar="DAYS")] = None,
    below: Annotated[
        float | None, typer.Option("--below", min=0, max=1, help="With a field read less confidently than that.")
    ] = None,
    escalated: Annotated[
        bool | None, typer.Option("--escalated/--not-escalated", help="Handed to a second person.")
    ] = None,
    queue: Annotated[bool, typer.Option("--queue", help="As the review queue shows it: on hold, not put off.")] = False,
    order: Annotated[RecordOrder | None, typer.Option("--order", help="Default: newest, with --queue oldest.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=_MOST, help="At most so many.")] = 100,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV on stdout, safe to open in a spreadsheet.")] = False,
) -> None:
    """List records, the latest first."""
    wanted = listing.Wanted(
        statuses=tuple(status or ()),
        text=text,
        reasons=tuple(reason or ()),
        document_types=tuple(document_type or ()),
        older_than=older_than,
        below=below,
        escalated=escalated,
        queue=queue,
        order=order,
        limit=limit,
    )
    raise typer.Exit(listing.listing(wanted, data_dir, as_json=as_json, as_csv=as_csv))


@cli.command()
def show(
    record: Record,
    data_dir: DataDir = None,
    as_json: AsJson = False,
    version: Annotated[int | None, typer.Option("--version", min=1, help="Default: the current one.")] = None,
) -> None:
    """Show one record with its fields, reasons and stage runs."""
    raise typer.Exit(work.show(record, data_dir, as_json=as_json, version=version))


@cli.command()
def decide(
    record: Record,
    verdict: Annotated[Verdict, typer.Argument(help="approve or reject")],
    reason: Annotated[DecisionReason | None, typer.Option("--reason", help="Default for approve: verified.")] = None,
    comment: Comment = "",
    internal: Annotated[str, typer.Option("--internal", help="Must not be shown to the applicant.")] = "",
    correct: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Correct a field.")] = None,
    kind: Annotated[RejectKind | None, typer.Option("--kind", help="RETRY or FINAL; default by reason.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Approve or reject a held record."""
    answer = work.Answer(verdict, reason, comment, internal, tuple(correct or ()), kind)
    raise typer.Exit(work.decide(record, answer, data_dir, as_json=as_json))


@cli.command()
def cancel(records: Records, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Cancel records that are pending or in progress."""
    raise typer.Exit(work.cancel(records, data_dir, as_json=as_json))


@cli.command()
def retry(
    records: Annotated[list[int] | None, typer.Argument(metavar="[ID...]", help="Default: all failed ones.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Run the failed stage of failed records again and wait for it."""
    raise typer.Exit(work.retry(records, data_dir, as_json=as_json))


@cli.command()
def doctor(
    data_dir: DataDir = None,
    as_json: AsJson = False,
    mend: Annotated[bool, typer.Option("--mend", help="Mend what can be mended, with copies aside.")] = False,
    files: Annotated[bool, typer.Option("--files", help="Read every file and compare its hash, too.")] = False,
) -> None:
    """Tell versions, paths, engines, the health of database and files, and what does not move."""
    raise typer.Exit(examination.doctor(data_dir, as_json=as_json, mends=mend, files=files))


cli.command()(time_commands.times)
cli.command()(time_commands.timeline)
cli.command()(time_commands.retention)
cli.command()(time_commands.erase)

language_model = typer.Typer(name="model", help="The language model: its key and its connection.", no_args_is_help=True)
cli.add_typer(language_model)


@language_model.command("key")
def model_key(
    remove: Annotated[bool, typer.Option("--remove", help="Forget the key instead.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Put the server's key into the system keyring: typed, or given on standard input."""
    raise typer.Exit(model.key(data_dir, remove=remove))


@language_model.command("test")
def model_test(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Ask the server about a made-up certificate, and tell whether and how it answers."""
    raise typer.Exit(model.test(data_dir, as_json=as_json))


school_list = typer.Typer(
    name="schools", help="The list of schools that the policy compares with.", no_args_is_help=True
)
cli.add_typer(school_list)


@school_list.command("import")
def schools_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Columns: name, aliases (a; b), code.")],
    data_dir: DataDir = None,
    replace: Annotated[bool, typer.Option("--replace", help="Forget what was imported before.")] = False,
) -> None:
    """Add schools to your own list, beside the one that comes along."""
    raise typer.Exit(schools.import_file(file, data_dir, replace=replace))


@school_list.command("find")
def schools_find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As a document says it.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Tell whether a school is listed, or nearly."""
    raise typer.Exit(schools.find(name, data_dir, as_json=as_json))


policies = typer.Typer(name="policy", help="The policy that approves and holds.", no_args_is_help=True)
cli.add_typer(policies)


@policies.command("check")
def policy_check(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Default: the built-in one.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check a policy file; what is wrong is told with its line and key."""
    raise typer.Exit(policy.check(file, as_json=as_json))


@policies.command("explain")
def policy_explain(
    record: Record,
    data_dir: DataDir = None,
    as_json: AsJson = False,
    version: Annotated[int | None, typer.Option("--version", min=1, help="Default: the current one.")] = None,
) -> None:
    """Tell for each check what it wants and what it asks about a record, and what speaks for each value."""
    raise typer.Exit(policy.explain_record(record, data_dir, as_json=as_json, version=version))


@policies.command("schema")
def policy_schema() -> None:
    """Print the JSON schema of policy files."""
    raise typer.Exit(policy.print_schema())


cli.command()(serve)
cli.command()(token)
cli.add_typer(deliveries)
cli.add_typer(desk)
cli.add_typer(again)
cli.add_typer(versions)
cli.add_typer(recognisers)
cli.add_typer(servers)
cli.add_typer(audit)
cli.add_typer(claims)
