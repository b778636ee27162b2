using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Eoc.Contracts.Tests.Generating;

/// <summary>
/// What a value holds, as text: type, public properties, items. Collections come back from a round trip as other types and records that hold
/// them lose <c>==</c>, so contents are compared.
/// </summary>
internal static class Contents
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case ReadOnlyMemory<byte> bytes: text.Append(Convert.ToHexString(bytes.Span)); break;
            case byte[] bytes: text.Append(Convert.ToHexString(bytes)); break;
            case string or Guid or bool or Enum: text.Append(CultureInfo.InvariantCulture, $"<{value}>"); break;
            case IEnumerable items: WriteItems(text, items); break;
            case IFormattable number: text.Append(number.ToString(Exact(value), CultureInfo.InvariantCulture)); break;
            default: WriteProperties(text, value); break;
        }
    }

    private static string? Exact(object value) => value is double ? "R" : value is DateTimeOffset ? "O" : value is TimeSpan ? "c" : null;

    private static void WriteItems(StringBuilder text, IEnumerable items)
    {
        text.Append('[');
        foreach (var item in items)
        {
            Write(text, item);
            text.Append(',');
        }

        text.Append(']');
    }

    private static void WriteProperties(StringBuilder text, object value)
    {
        text.Append(value.GetType().Name).Append('{');
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            text.Append(property.Name).Append('=');
            Write(text, property.GetValue(value));
            text.Append(';');
        }

        text.Append('}');
    }
}
