namespace Interconn.Sdk.Protocol;

/// <summary>A request for one page of a list (4.1, 5.5, 6.1).</summary>
public interface IPagedRequest
{
    /// <summary>The number of the page, from 1. Null means 1.</summary>
    int? PageNum { get; }

    /// <summary>The number of records in a page; -1 asks for all. Null means 20.</summary>
    int? PageSize { get; }
}
