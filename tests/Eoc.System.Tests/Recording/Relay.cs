using Eoc.SystemTests.Running;
using Npgsql;

namespace Eoc.SystemTests.Recording;

/// <summary>What the writers have still to publish.</summary>
internal static class Relay
{
    private const string Unpublished =
        """
        SELECT coalesce(sum(c.last - w.published), 0) FROM eoc_live.writers w
        JOIN (SELECT writer, max(number) AS last FROM eoc_live.commits GROUP BY writer) c ON c.writer = w.writer
        """;

    /// <summary>Waits until every commit of every writer, the dead ones too, has been confirmed by the broker.</summary>
    public static async Task IsDrained(string connectionString, TimeSpan within)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await Eventually.Holds("every commit is published", within, async () =>
        {
            await using var command = source.CreateCommand(Unpublished);
            var left = Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
            return left == 0 ? null : $"{left} commits are not";
        });
    }
}
