using System.Text.Json;
using System.Text.Json.Serialization;
using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Events;

/// <summary>Ids are strings in JSON, by their own <c>Parse</c> and <c>ToString</c>.</summary>
internal sealed class ParsableConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.Assembly == typeof(StreamId).Assembly && typeToConvert.IsValueType && !typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(ParsableConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class ParsableConverter<T> : JsonConverter<T>
        where T : struct, IParsable<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Parse(reader.GetString()!, null);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
