namespace Interconn.Sdk.Protocol;

/// <summary>
/// A request that the client refused to send, since a field of it breaks a rule; <see cref="InterconnException.Field"/> names it. Nothing
/// left this node. The code is <see cref="InterconnCodes.FieldRule"/>.
/// </summary>
/// <param name="message">Which call, which field, which rule.</param>
public sealed class InterconnRequestException(string message) : InterconnException(InterconnCodes.FieldRule, message);
