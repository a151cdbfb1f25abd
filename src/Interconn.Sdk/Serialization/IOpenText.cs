namespace Interconn.Sdk.Serialization;

/// <summary>A text of an open set, whatever set it is.</summary>
internal interface IOpenText
{
    /// <summary>The text on the wire.</summary>
    string Value { get; }
}
