"""Runs revisions on the connection that :mod:`courtdesk.vault.migrate` hands over."""

from alembic import context

database = context.config.attributes["database"]
database.begin_with("BEGIN IMMEDIATE")
context.configure(
    connection=database.connection,
    transactional_ddl=True,
    transaction_per_migration=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
