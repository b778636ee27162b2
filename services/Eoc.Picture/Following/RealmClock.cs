using Eoc.Contracts.Events.Realms;

namespace Eoc.Picture.Following;

/// <summary>The realm's now, from the setting in the picture itself, so that telling the time never waits for a store.</summary>
internal static class RealmClock
{
    public static DateTimeOffset Now(ClockSetting? setting, DateTimeOffset wall) => setting switch
    {
        { Mode: ClockMode.Running } => setting.AnchorRealm + (wall - setting.AnchorWall) * setting.Rate,
        { Mode: ClockMode.Driven } => setting.AnchorRealm,
        _ => wall,
    };
}
