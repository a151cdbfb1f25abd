namespace ExistingHost.Catalogue;

/// <summary>Who outside of the house may have a dataset.</summary>
internal enum Sharing
{
    /// <summary>Nobody.</summary>
    Never,

    /// <summary>Whom a steward has looked at.</summary>
    AfterReview,

    /// <summary>Every institution that the house has an agreement with.</summary>
    ByAgreement,
}
