using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Stores;

/// <summary>The part of transitions that lies in a permit store of its own, which cannot be written in one step with the rest.</summary>
internal sealed class PermitChanges(IPermitStore permits)
{
    /// <summary>Makes what a transition says of permits, all of it or, where one exists already, nothing.</summary>
    public async ValueTask<bool> TryApplyAsync(NodeChange change, CancellationToken cancellationToken)
    {
        // A permit that was added cannot be removed again, so that it is first seen whether all can be.
        foreach (PermitRecord permit in change.NewPermits)
        {
            if (await permits.FindAsync(permit.PermitId, cancellationToken).ConfigureAwait(false) is not null)
            {
                return false;
            }
        }

        var added = new List<PermitRecord>();
        bool isDone = false;
        try
        {
            foreach (PermitRecord permit in change.NewPermits)
            {
                added.Add(permit);
                if (!await permits.AddAsync(permit, cancellationToken).ConfigureAwait(false))
                {
                    added.Remove(permit);
                    return false;
                }
            }

            // What fails from here on leaves permits revoked too early: they are refused, and not abused.
            foreach (PermitSelection selection in change.RevokedPermits)
            {
                await permits.RevokeAllAsync(selection, change.At, cancellationToken).ConfigureAwait(false);
            }

            isDone = true;
            return true;
        }
        finally
        {
            foreach (PermitRecord permit in isDone ? [] : added)
            {
                await WithdrawAsync(permit.PermitId, change.At).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask WithdrawAsync(string permitId, DateTimeOffset now)
    {
        try
        {
            await permits.RevokeAsync(permitId, now, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The caller hears of the failure that led here. A permit that stays was sent to nobody: it is worth nothing.
        }
    }
}
