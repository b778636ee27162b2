using Eoc.Contracts.Ids;

namespace Eoc.ServiceDefaults.Validating;

/// <summary>How ids are written on the wire: one text for one id.</summary>
internal static class IdRules
{
    private const int UuidLength = 36;

    public static bool TryRead<T>(string value, out T id) where T : struct, IParsable<T> =>
        T.TryParse(value, null, out id) && (!IsUuid<T>() || value.Length == UuidLength);

    public static string Remedy<T>() where T : struct =>
        typeof(T) == typeof(UnitId) ? "give agency/unit, each 1 to 32 of a-z, 0-9 and '-'"
        : typeof(T) == typeof(Audience) ? "give room, medical, law-enforcement-sensitive, source-protected, agency:SLUG or grant:SLUG"
        : IsUuid<T>() ? "give a UUID in its 36-character form, not nil"
        : "give 1 to 32 of a-z, 0-9 and '-'";

    // Which ids are UUIDs is decided once for each type.
    private static bool IsUuid<T>() where T : struct => Uuid<T>.Is;

    private static class Uuid<T> where T : struct
    {
        public static readonly bool Is = typeof(T) == typeof(Guid) || typeof(T).GetProperty("Value")?.PropertyType == typeof(Guid);
    }
}
