using Eoc.TestServers;

namespace Eoc.SystemTests.Replaying;

public sealed class Replaying_into_a_running_host : IDisposable
{
    private static readonly string[] Lines =
    [
        "call_number,unit_id,call_type,received_dttm,entry_dttm,dispatch_dttm,response_dttm,on_scene_dttm,transport_dttm,hospital_dttm,"
            + "call_final_disposition,available_dttm,address,final_priority,unit_type,case_location",
        "1,E1,Alarms,2019-11-03T00:50:00,2019-11-03T00:51:00,2019-11-03T00:52:00,2019-11-03T00:53:00,2019-11-03T01:30:00,,,Fire,2019-11-03T03:00:00,Main St,3,ENGINE,",
        "2,E1,Alarms,2019-11-03T02:00:00,2019-11-03T02:01:00,2019-11-03T02:02:00,,,,,Cancelled,2019-11-03T02:03:00,Main St,2,ENGINE,POINT (-87.6 41.8)",
        "3,=E2,=1+1,2019-11-03T02:00:00,2019-11-03T02:01:00,2019-11-03T02:02:00,2019-11-03T02:01:30,,,,,,=cmd|' /C calc'!A0,E,,",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eoc-replay-");

    [Fact]
    public async Task takes_realm_zone_and_agency_as_told_and_an_administrators_password_from_a_file()
    {
        await using var host = await HostProcess.Start(_folder.CreateSubdirectory("data").FullName);

        var (code, output) = await Play(host, "--realm", "chicago-2019", "--zone", "America/Chicago", "--agency", "cfd", "--speed", "1000000");

        Assert.True(code == 0, output);
        Assert.Equal(
            """{"rows":3,"calls":3,"units":2,"peakConcurrentCalls":{"value":3,"at":"2019-11-03T02:00:00"},"peakCommittedAssignments":{"value":2,"at":"2019-11-03T02:02:00"},"busiestHour":{"value":2,"at":"2019-11-03T02:00:00"},"receivedToEntry":{"n":3,"p50":60,"p90":60},"turnout":{"n":2,"p50":60,"p90":60},"travel":{"n":1,"p50":2220,"p90":2220},"outOfOrder":{"total":1},"overlappingAssignments":1,"neverOnScene":2,"refused":0,"commands":19}""",
            ReplayRun.Figures(Path.Combine(_folder.FullName, "report.json")));
    }

    [Fact]
    public async Task refuses_a_realm_that_holds_another_file()
    {
        await using var host = await HostProcess.Start(_folder.CreateSubdirectory("data").FullName);
        Assert.Equal(0, (await Play(host, "--realm", "one")).Code);
        await File.AppendAllLinesAsync(Path.Combine(_folder.FullName, "calls.csv"), [Lines[1].Replace("1,E1", "9,E9", StringComparison.Ordinal)], TestContext.Current.CancellationToken);

        var (code, output) = await ReplayRun.ToEnd(_folder.FullName, Arguments(host, "--realm", "one", "--resume"), Settings());

        Assert.Equal(1, code);
        Assert.Contains("another", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ends_when_it_is_asked_to_in_the_middle_of_a_pace_and_says_how_to_go_on()
    {
        await File.WriteAllLinesAsync(Path.Combine(_folder.FullName, "calls.csv"), Lines, TestContext.Current.CancellationToken);

        var (code, output) = await ReplayRun.AskedToEndAt("look at it", _folder.FullName, Path.Combine(_folder.FullName, "calls.csv"), "--realm", "slow", "--speed", "1");

        Assert.Equal(1, code);
        Assert.Contains("--resume", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Code, string Output)> Play(HostProcess host, params string[] options)
    {
        await File.WriteAllLinesAsync(Path.Combine(_folder.FullName, "calls.csv"), Lines, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "password"), host.AdministratorPassword + "\n", TestContext.Current.CancellationToken);
        return await ReplayRun.ToEnd(_folder.FullName, Arguments(host, options), Settings());
    }

    private string[] Arguments(HostProcess host, params string[] options) =>
        [Path.Combine(_folder.FullName, "calls.csv"), "--server", host.Grpc.ToString(), "--report", Path.Combine(_folder.FullName, "report.json"), .. options];

    private (string, string)[] Settings() =>
        [("EOC_ADMIN_NAME", "admin"), ("EOC_ADMIN_PASSWORD_FILE", Path.Combine(_folder.FullName, "password"))];
}
