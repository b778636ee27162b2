using Eoc.Exercises.Acting;
using System.CommandLine;
using Eoc.Exercises.Replaying;
using Eoc.Exercises.Replaying.Playing;
using Xunit;

namespace Eoc.Exercises.Tests;

public sealed class The_replay_command : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eoc-replay-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private bool _hostStarted;

    [Fact]
    public async Task refuses_a_bad_file_by_line_and_field_before_any_host_is_started()
    {
        var file = Write(Histories.Header, Histories.Row, Histories.RowWith("On Scene DtTm", "yesterday"), "half,a,row");

        Assert.Equal(1, await Run("replay", file));

        Assert.Contains("line 3, On Scene DtTm: \"yesterday\" is no time", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 4: 3 fields where the header has 18: half a row", _error.ToString(), StringComparison.Ordinal);
        Assert.False(_hostStarted);
    }

    [Theory]
    [InlineData("--speed", "fast")]
    [InlineData("--speed", "0")]
    [InlineData("--zone", "Mars/Olympus")]
    [InlineData("--realm", "No Slug")]
    [InlineData("--agency", "No Slug")]
    [InlineData("--server", "nowhere")]
    public async Task refuses_an_option_that_makes_no_sense(string option, string value)
    {
        Assert.NotEqual(0, await Run("replay", Write(Histories.Header, Histories.Row), option, value));

        Assert.Contains(value, _error.ToString(), StringComparison.Ordinal);
        Assert.False(_hostStarted);
    }

    [Fact]
    public async Task starts_a_host_of_its_own_for_a_good_file_and_says_why_it_did_not_start()
    {
        Assert.Equal(1, await Run("replay", Write(Histories.Header, Histories.Row)));

        Assert.True(_hostStarted);
        Assert.Contains("the folder is locked", _error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<int> Run(params string[] arguments)
    {
        var root = new RootCommand { ReplayCommand.Create(NoHost) };
        return root.Parse(arguments).InvokeAsync(new() { Output = _output, Error = _error }, TestContext.Current.CancellationToken);
    }

    private Task<IActingHost> NoHost(CancellationToken cancellation)
    {
        _hostStarted = true;
        throw new IOException("the folder is locked");
    }

    private string Write(params string[] lines)
    {
        var file = Path.Combine(_folder, "calls.csv");
        File.WriteAllLines(file, lines);
        return file;
    }
}
