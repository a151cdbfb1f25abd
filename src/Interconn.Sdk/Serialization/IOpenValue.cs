namespace Interconn.Sdk.Serialization;

/// <summary>A text of an open set: known values have names, others are kept as they came.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface IOpenValue<TSelf> : IOpenText
    where TSelf : struct, IOpenValue<TSelf>
{
    /// <summary>Makes a value of a text.</summary>
    /// <param name="value">The text on the wire.</param>
    /// <returns>The value.</returns>
    static abstract TSelf Create(string value);
}
