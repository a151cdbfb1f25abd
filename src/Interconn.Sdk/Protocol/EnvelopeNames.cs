namespace Interconn.Sdk.Protocol;

/// <summary>The names of the envelope's members (section 2.3), in UTF-8 for the writer and the reader.</summary>
internal static class EnvelopeNames
{
    public static ReadOnlySpan<byte> Code => "code"u8;

    public static ReadOnlySpan<byte> Msg => "msg"u8;

    public static ReadOnlySpan<byte> Data => "data"u8;
}
