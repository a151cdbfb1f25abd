using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Components;

/// <summary>Calls a partner about components: chapter 6 of the standard.</summary>
public interface IComponentsApi
{
    /// <summary>Asks for one page of the partner's public components. Section 6.1.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task<Page<ComponentSummary>> ListAsync(ComponentListQuery request, CancellationToken cancellationToken = default);

    /// <summary>Asks for the detail of a component. Section 6.2.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The component.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task<ComponentDetail> QueryAsync(ComponentQuery request, CancellationToken cancellationToken = default);
}
