using System.Text.Json;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>Looks through a product before it is sent.</summary>
internal static class ProductCheck
{
    /// <summary>Checks a new one.</summary>
    /// <exception cref="ArgumentException">A field is empty or out of its range.</exception>
    public static void Check(ProductDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        Check(draft.ProductName, draft.LogoImgBase64, draft.BriefDesc, draft.CategoryId, draft.Price, draft.Input, draft.Output, nameof(draft));
        if (draft.VoteThreshold is < 0 or > 1)
        {
            throw new ArgumentOutOfRangeException(nameof(draft), draft.VoteThreshold, "VoteThreshold must be 0 to 1: 0.7 is 70 %.");
        }
    }

    /// <summary>Checks a change.</summary>
    /// <exception cref="ArgumentException">A field is empty or out of its range.</exception>
    public static void Check(ProductUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Check(update.ProductName, update.LogoImgBase64, update.BriefDesc, update.CategoryId, update.Price, update.Input, update.Output, nameof(update));
    }

    private static void Check(
        string productName,
        string logoImgBase64,
        string briefDesc,
        long categoryId,
        Price price,
        IReadOnlyDictionary<string, FieldDefinition> input,
        IReadOnlyDictionary<string, FieldDefinition> output,
        string product)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(productName);
        ArgumentNullException.ThrowIfNull(logoImgBase64);
        ArgumentNullException.ThrowIfNull(briefDesc);
        ArgumentOutOfRangeException.ThrowIfNegative(categoryId);
        ArgumentNullException.ThrowIfNull(price);
        ArgumentOutOfRangeException.ThrowIfNegative(price.Amount);
        ArgumentException.ThrowIfNullOrWhiteSpace(price.AssetId);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        foreach ((string name, FieldDefinition field) in input.Concat(output))
        {
            if (field is not { Type.Length: > 0, Desc: not null, Sample: { ValueKind: not JsonValueKind.Undefined } })
            {
                throw new ArgumentException($"The field '{name}' must have a Type, a Desc and a Sample.", product);
            }
        }
    }
}
