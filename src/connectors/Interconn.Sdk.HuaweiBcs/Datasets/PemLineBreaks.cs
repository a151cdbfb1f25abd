namespace Interconn.Sdk.HuaweiBcs.Datasets;

/// <summary>How the line breaks of certificate and key are sent: the document can be read both ways.</summary>
public enum PemLineBreaks
{
    /// <summary>As line breaks, which JSON escapes once.</summary>
    Real,

    /// <summary>As backslash and <c>n</c>, as the example of the document prints it.</summary>
    Escaped,
}
