using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Postgres;
using Eoc.Journal.Relaying;
using Eoc.Journal.Sqlite;
using Eoc.Journal.Victim;
using Microsoft.Extensions.Logging.Abstractions;

// Writes to a journal as fast as it can until it is killed, and says on its output what was acknowledged.
// Arguments: the data folder, and a PostgreSQL connection string or none.
IJournalBackend backend = args.Length > 1 ? new PostgresBackend(args[1]) : new SqliteBackend(SqliteBackend.FolderIn(args[0]));
var ledger = new Ledger();
var delivery = new PersistentDelivery(() => ledger, TimeProvider.System, NullLogger<PersistentDelivery>.Instance);
var publishing = new PersistentPublishing(() => null, TimeProvider.System, NullLogger<PersistentPublishing>.Instance);
await using var journals = new Journals(backend, new Outlets(delivery, publishing, null), TimeProvider.System);
// What stops it is the kill, not a database that a busy machine makes slow to answer.
var journal = await Patience.Ask(() => journals.Create(RealmId.Live));
ledger.Journal = journal;
using var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
await Task.WhenAll(Enumerable.Range(0, Writer.Count).Select(number => Task.Run(() => new Writer(journal, number, output).WriteUntilKilled())));
