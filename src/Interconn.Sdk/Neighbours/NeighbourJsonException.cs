namespace Interconn.Sdk.Neighbours;

/// <summary>JSON that is not what was expected. The message ends the sentence "The answer …".</summary>
internal sealed class NeighbourJsonException(string message, Exception? cause = null) : Exception(message, cause);
