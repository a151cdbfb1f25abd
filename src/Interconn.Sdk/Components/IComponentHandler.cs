using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Components;

/// <summary>
/// Serves a partner's calls about components: chapter 6 of the standard. What a host does not implement answers
/// <see cref="InterconnCodes.NotServed"/>. A refusal is an <see cref="InterconnException"/> with its code.
/// </summary>
public interface IComponentHandler
{
    /// <summary>Answers one page of the public components; see <see cref="PageWindow"/>. Section 6.1.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The page.</returns>
    Task<Page<ComponentSummary>> ListAsync(ComponentListQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Answers the detail of a component. Section 6.2.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The component.</returns>
    Task<ComponentDetail> QueryAsync(ComponentQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);
}
