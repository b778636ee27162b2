using Eoc.Contracts.Ids;

namespace Eoc.Exercises.Replaying;

/// <summary>What the person asked for.</summary>
/// <param name="File">The call history.</param>
/// <param name="Report">Where the report goes; null prints it.</param>
/// <param name="Speed">Realm seconds a second, or null for as fast as it goes.</param>
/// <param name="Server">A host that runs already; null starts one.</param>
/// <param name="Realm">The realm's slug; null derives it from the file's content.</param>
/// <param name="Zone">The zone of the history's local times.</param>
/// <param name="Agency">Whose history it is.</param>
/// <param name="Resume">Whether an interrupted import goes on.</param>
internal sealed record ReplayOptions(
    FileInfo File, FileInfo? Report, double? Speed, Uri? Server, RealmId? Realm, TimeZoneInfo Zone, AgencyId Agency, bool Resume);
