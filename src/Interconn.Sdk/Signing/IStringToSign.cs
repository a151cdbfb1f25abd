using System.Buffers;

namespace Interconn.Sdk.Signing;

/// <summary>Builds the bytes that are signed. The default is the profile <c>interconn-sign/v1</c>; a host that must match another vendor plugs in its own, per partner.</summary>
public interface IStringToSign
{
    /// <summary>Writes the bytes to sign.</summary>
    /// <param name="message">The parts of the request.</param>
    /// <param name="output">Takes the bytes.</param>
    void Write(in SignedMessage message, IBufferWriter<byte> output);
}
