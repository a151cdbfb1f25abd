using System.Text.Json;

namespace Interconn.Sdk.Serialization;

/// <summary>A field whose JSON is well-formed and whose value is none that the field may have: answered 40004, not 40003.</summary>
internal sealed class FieldFormException(string message) : JsonException(message);
