using System.Collections;
using System.Collections.Immutable;
using Eoc.Contracts.Rpc.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Eoc.Identity.Authorising;

/// <summary>A field that says whose thing a request touches, wherever it lies in the message. Found once, when the host starts.</summary>
internal sealed class OwnerField
{
    private readonly ImmutableArray<FieldDescriptor> _path;

    private OwnerField(Owner owner, ImmutableArray<FieldDescriptor> path)
    {
        (Owner, _path) = (owner, path);
        Name = string.Join('.', path.Select(field => field.Name));
    }

    /// <summary>What the field holds.</summary>
    public Owner Owner { get; }

    /// <summary>Its name as a field violation gives it, such as <c>header.realm</c>.</summary>
    public string Name { get; }

    /// <summary>All owner fields of a message, those of messages inside too.</summary>
    public static ImmutableArray<OwnerField> In(MessageDescriptor message) => [.. Find(message, [])];

    /// <summary>Shows every value to the judgement; a single value that is not there is shown as empty.</summary>
    public void Read(IMessage message, ref Judgement judgement) => Read(message, 0, ref judgement);

    private static IEnumerable<OwnerField> Find(MessageDescriptor message, ImmutableArray<FieldDescriptor> above)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            var path = above.Add(field);
            if (field.GetOptions()?.GetExtension(PolicyExtensions.Owner) is { } owner and not Owner.Unspecified) yield return Marked(owner, path);
            // A message inside itself would never end; nothing of ours is.
            if (field.FieldType != FieldType.Message || field.IsMap || above.Any(outer => outer.MessageType == field.MessageType)) continue;
            foreach (var inner in Find(field.MessageType, path)) yield return inner;
        }
    }

    private static OwnerField Marked(Owner owner, ImmutableArray<FieldDescriptor> path) =>
        path[^1].FieldType == FieldType.String ? new(owner, path) : throw new InvalidOperationException($"{path[^1].FullName} is marked {owner} but is no string.");

    private void Read(IMessage message, int depth, ref Judgement judgement)
    {
        var field = _path[depth];
        // A choice that was not taken, or an optional text that is absent, touches nothing.
        if (field.HasPresence && !field.Accessor.HasValue(message))
        {
            if (field.ContainingOneof is null) judgement.Take(this, string.Empty);
            return;
        }

        var value = field.Accessor.GetValue(message);
        if (!field.IsRepeated) ReadOne(value, depth, ref judgement);
        else ReadAll((IList)value, depth, ref judgement);
    }

    private void ReadAll(IList values, int depth, ref Judgement judgement)
    {
        for (var at = 0; at < values.Count; at++) ReadOne(values[at], depth, ref judgement);
    }

    private void ReadOne(object? value, int depth, ref Judgement judgement)
    {
        if (depth == _path.Length - 1) judgement.Take(this, (string)value!);
        else Read((IMessage)value!, depth + 1, ref judgement);
    }
}
