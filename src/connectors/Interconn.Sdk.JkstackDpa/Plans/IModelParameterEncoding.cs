namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>
/// Puts the parameters of models into the form of a schedule (4). The document says that it is a form and that they are a list of objects, but not how the one holds
/// the other: implement this where a platform wants neither of <see cref="ModelParameterEncodings"/>.
/// </summary>
public interface IModelParameterEncoding
{
    /// <summary>The fields, not yet percent-encoded, in the order in which they are sent.</summary>
    /// <param name="models">The parameters; at least one.</param>
    /// <returns>Names and values of the fields.</returns>
    /// <exception cref="ArgumentException">Something cannot be said in this encoding.</exception>
    IEnumerable<KeyValuePair<string, string>> Encode(IReadOnlyList<ModelVariables> models);
}
