using System.Collections;
using Eoc.Contracts.Rpc.V1;
using Eoc.Fuzz.Tests.Hosting;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Eoc.Fuzz.Tests.Calling;

/// <summary>A request of any method with good values in every field, found by what the field is called and marked. What it names need not exist.</summary>
internal static class ValidRequests
{
    public static IMessage For(MethodDescriptor method) => Fill(method.InputType);

    private static IMessage Fill(MessageDescriptor type)
    {
        if (type.FullName == Timestamp.Descriptor.FullName) return Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder().Where(IsWanted)) Set(message, field);
        return message;
    }

    /// <summary>Of a choice only the first; no event time, because the realm's now decides about it.</summary>
    private static bool IsWanted(FieldDescriptor field) =>
        !field.IsMap && field.Name != "occurred_at" && (field.RealContainingOneof is not { } choice || choice.Fields[0] == field);

    private static void Set(IMessage message, FieldDescriptor field)
    {
        if (field.IsRepeated) ((IList)field.Accessor.GetValue(message)).Add(ValueOf(field));
        else field.Accessor.SetValue(message, ValueOf(field));
    }

    private static object ValueOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => Fill(field.MessageType),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, Choice(field.EnumType)),
        FieldType.String => Text(field),
        FieldType.Double => Degrees(field.Name),
        FieldType.Float => 1f,
        FieldType.Bool => true,
        FieldType.Int32 => 1,
        FieldType.UInt32 or FieldType.Fixed32 => 0u,
        FieldType.Int64 => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        FieldType.UInt64 or FieldType.Fixed64 => 1ul,
        _ => throw new InvalidOperationException($"No good value is known for {field.FullName}."),
    };

    private static int Choice(EnumDescriptor type) => type.FullName switch
    {
        "eoc.v1.Role" => (int)Role.Observer,
        "eoc.v1.RealmKind" => (int)RealmKind.Exercise,
        _ => type.Values[1].Number,
    };

    private static double Degrees(string field) => field switch
    {
        "latitude" or "latitudes" => 37.7749,
        "longitude" or "longitudes" => -122.4194,
        "south" => 37,
        "north" => 38,
        "west" => -123,
        "east" => -122,
        _ => 1,
    };

    private static string Text(FieldDescriptor field) => field.GetOptions()?.GetExtension(PolicyExtensions.Owner) switch
    {
        Owner.Realm => FuzzedHost.Realm,
        Owner.Agency => FuzzedHost.Agency,
        Owner.Unit => FuzzedHost.Unit,
        Owner.Account => "nobody-here",
        _ => ByName(field.Name),
    };

    private static string ByName(string name) => name switch
    {
        "realm" => FuzzedHost.Realm,
        "command_id" or "call" or "incident" or "assignment" or "session" or "id" or "after" => Guid.CreateVersion7().ToString(),
        "audience" or "caller_audience" or "audiences" => "room",
        "may_dispatch" => FuzzedHost.Agency,
        "time_zone" => "America/Los_Angeles",
        "totp_code" or "code" => "123456",
        "password" or "new_password" or "current_password" => "Strange-and-other-1907",
        "secret" => new string('A', 43),
        "channel" => "837:-1753/units/room",
        _ => "text",
    };
}
