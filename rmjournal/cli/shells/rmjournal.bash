# Completion of rmjournal for bash. In ~/.bashrc:  eval "$(rmjournal completion bash)"

_rmjournal() {
    local line current="${COMP_WORDS[COMP_CWORD]}" lines=()
    COMPREPLY=()
    while IFS= read -r line; do
        lines+=("$line")
    done < <(_RMJOURNAL_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    for line in "${lines[@]}"; do
        case "$line" in
            :files | :directories)
                local how=-f path
                [[ $line == :directories ]] && how=-d
                [[ $current == "=" ]] && current=""
                compopt -o filenames 2>/dev/null
                while IFS= read -r path; do
                    COMPREPLY+=("$path")
                done < <(compgen "$how" -- "$current")
                ;;
            *$'\t'*)
                # What a candidate means is shown where bash lists them, and never inserted.
                if [[ ${#lines[@]} -gt 1 && ${COMP_TYPE:-9} =~ ^(33|63|64)$ ]]; then
                    COMPREPLY+=("${line%%$'\t'*}  (${line#*$'\t'})")
                else
                    COMPREPLY+=("${line%%$'\t'*}")
                fi
                ;;
            *) COMPREPLY+=("$line") ;;
        esac
    done
}

complete -o nosort -F _rmjournal rmjournal 2>/dev/null || complete -F _rmjournal rmjournal
