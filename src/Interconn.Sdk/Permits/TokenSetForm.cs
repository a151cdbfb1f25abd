namespace Interconn.Sdk.Permits;

/// <summary>Whether the text of <c>x-mprac-token-set</c> has the form of one. All but <see cref="Valid"/> are answered 40002.</summary>
public enum TokenSetForm
{
    /// <summary>The form holds, whatever the entries are worth.</summary>
    Valid,

    /// <summary>The header is there and empty.</summary>
    Empty,

    /// <summary>It is longer than <see cref="TokenSet.MaxLength"/>.</summary>
    TooLong,

    /// <summary>It has more than <see cref="TokenSet.MaxTuples"/> entries.</summary>
    TooManyTuples,

    /// <summary>It holds a character that is neither visible ASCII nor a blank nor a tab.</summary>
    NotAscii,
}
