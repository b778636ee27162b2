using System.Collections.Frozen;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Eoc.Architecture.Tests.Reading;

/// <summary>Walks the IL of methods and tells which members they use.</summary>
internal static class MethodBodies
{
    private static readonly FrozenDictionary<ushort, OpCode> OpCodes = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToFrozenDictionary(code => unchecked((ushort)code.Value));

    public static IEnumerable<MemberUse> Uses(PEReader file, MetadataReader metadata, TypeDefinitionHandle type) =>
        metadata.GetTypeDefinition(type).GetMethods()
            .Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0)
            .SelectMany(method => Tokens(file.GetMethodBody(method.RelativeVirtualAddress).GetILReader())
                .Select(token => Resolve(metadata, $"{TypeNames.Of(metadata, type)}.{metadata.GetString(method.Name)}", MetadataTokens.EntityHandle(token))))
            .OfType<MemberUse>();

    private static List<int> Tokens(BlobReader code)
    {
        var tokens = new List<int>();
        while (code.RemainingBytes > 0)
        {
            var opCode = Next(ref code);
            if (opCode.OperandType is OperandType.InlineMethod or OperandType.InlineTok) tokens.Add(code.ReadInt32());
            else Skip(ref code, opCode.OperandType);
        }

        return tokens;
    }

    private static OpCode Next(ref BlobReader code)
    {
        ushort value = code.ReadByte();
        if (value == 0xFE) value = (ushort)(0xFE00 | code.ReadByte());
        return OpCodes[value];
    }

    private static void Skip(ref BlobReader code, OperandType operand) => code.Offset += operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 * code.ReadInt32(),
        _ => 4,
    };

    private static MemberUse? Resolve(MetadataReader metadata, string from, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MethodSpecification) handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        if (handle.Kind != HandleKind.MemberReference) return null;
        var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
        return new(from, TypeNames.Of(metadata, member.Parent), metadata.GetString(member.Name), TypeNames.Parameters(member));
    }
}
