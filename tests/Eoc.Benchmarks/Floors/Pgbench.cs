using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Eoc.Benchmarks.Floors;

/// <summary>PostgreSQL's own bench: one row of 200 bytes a transaction, prepared, so many clients at once.</summary>
internal static partial class Pgbench
{
    public static async Task<double> Run(string connectionString, int clients, TimeSpan duration, string folder)
    {
        var script = Path.Combine(folder, "insert.sql");
        await File.WriteAllTextAsync(script, "insert into pgbench_bare (data) values (decode(repeat('00', 200), 'hex'));\n");
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand("create table if not exists pgbench_bare (id bigserial primary key, data bytea not null)", connection);
            await create.ExecuteNonQueryAsync();
        }

        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo("/usr/lib/postgresql/15/bin/pgbench",
        [
            "-n", "-M", "prepared", "-f", script, "-c", Text(clients), "-j", "2", "-T", Text((int)duration.TotalSeconds), "-h", target.Host!, "-p", Text(target.Port), "-U",
            target.Username!, target.Database!,
        ]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["PGPASSWORD"] = target.Password;
        using var pgbench = Process.Start(start)!;
        var output = await pgbench.StandardOutput.ReadToEndAsync();
        return double.Parse(Tps().Match(output).Groups["tps"].Value, CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("tps = (?<tps>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tps();
}
