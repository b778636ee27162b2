using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Eoc.Fuzz.Tests.Values;

/// <summary>A request in which one field is bad.</summary>
internal sealed record BadValue(string Field, string What, IMessage Request);

/// <summary>Every way in which one field of a good request can be bad, by the kind of field.</summary>
internal static class BadValues
{
    private const int NoSuchChoice = 9999;

    /// <summary>Fields in which any text is let through on purpose.</summary>
    private static readonly HashSet<string> AnyText =
    [
        // Secrets may hold any character; a wrong one is a wrong one.
        "eoc.v1.SignInRequest.password", "eoc.v1.SignInRequest.totp_code", "eoc.v1.SetPasswordRequest.current_password",
        "eoc.v1.EnrolTotpRequest.password", "eoc.v1.EnrolTotpRequest.totp_code",
        "eoc.v1.ConfirmTotpRequest.code",
        // Whatever is wrong with a sign-in, the answer is the same, so that nobody learns which accounts there are.
        "eoc.v1.SignInRequest.realm", "eoc.v1.SignInRequest.account",
        // A token that is not understood gets a snapshot.
        "eoc.v1.ChannelToken.channel",
    ];

    /// <summary>Columns of positions: bad rows are counted and never end the stream.</summary>
    private static readonly HashSet<string> CountedInstead = ["eoc.v1.ReportRequest.latitudes", "eoc.v1.ReportRequest.longitudes"];

    public static IEnumerable<BadValue> Of(IMessage good) => Walk(good, good, "");

    private static IEnumerable<BadValue> Walk(IMessage root, IMessage part, string prefix)
    {
        foreach (var field in part.Descriptor.Fields.InDeclarationOrder().Where(field => IsSet(part, field)))
        {
            var path = prefix + field.Name + (field.IsRepeated ? "[0]" : "");
            foreach (var (what, value) in BadOnes(field, First(part, field)))
                yield return new(path, what, With(root, part, field, value));
            if (field.FieldType != FieldType.Message || First(part, field) is not IMessage inner || inner is Timestamp) continue;
            foreach (var nested in Walk(root, inner, path + ".")) yield return nested;
        }
    }

    private static IEnumerable<(string What, object Value)> BadOnes(FieldDescriptor field, object current) => field.FieldType switch
    {
        FieldType.String when !AnyText.Contains(field.FullName) =>
            [("text that runs backwards", "\u202egpj.exe"), ("a control character", "a\0b"), ("a megabyte of text", new string('x', 1_000_000))],
        FieldType.Double when !CountedInstead.Contains(field.FullName) => [("not a number", double.NaN), ("infinity", double.PositiveInfinity)],
        FieldType.Enum => [("a choice that nobody knows", Enum.ToObject(field.EnumType.ClrType, NoSuchChoice))],
        FieldType.Message when current is Timestamp => [("a time without end", new Timestamp { Seconds = long.MaxValue }), ("negative nanoseconds", new Timestamp { Seconds = 1_700_000_000, Nanos = -1 })],
        FieldType.Message when current is Contracts.Rpc.V1.LatLng =>
            [("swapped coordinates", new Contracts.Rpc.V1.LatLng { Latitude = -122.4194, Longitude = 37.7749 }), ("what a receiver without a fix reports", new Contracts.Rpc.V1.LatLng())],
        _ => [],
    };

    private static bool IsSet(IMessage message, FieldDescriptor field) =>
        !field.IsMap && (field.IsRepeated ? ((IList)field.Accessor.GetValue(message)).Count > 0 : !field.HasPresence || field.Accessor.HasValue(message));

    private static object First(IMessage message, FieldDescriptor field) =>
        field.IsRepeated ? ((IList)field.Accessor.GetValue(message))[0]! : field.Accessor.GetValue(message);

    /// <summary>A copy of the request in which the part's field has the value; the part itself is left as it was.</summary>
    private static IMessage With(IMessage root, IMessage part, FieldDescriptor field, object value)
    {
        var before = First(part, field);
        Set(part, field, value);
        var copy = root.Descriptor.Parser.ParseFrom(root.ToByteString());
        Set(part, field, before);
        return copy;
    }

    private static void Set(IMessage message, FieldDescriptor field, object value)
    {
        if (field.IsRepeated) ((IList)field.Accessor.GetValue(message))[0] = value;
        else field.Accessor.SetValue(message, value);
    }
}
