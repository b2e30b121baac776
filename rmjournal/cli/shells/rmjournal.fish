# Completion of rmjournal for fish. In ~/.config/fish/config.fish:  rmjournal completion fish | source

function __rmjournal_candidates
    set -lx _RMJOURNAL_COMPLETE fish
    set -l given (commandline -opc)
    set -l current (commandline -ct)
    for line in ($given[1] $given[2..-1] "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path (string replace -r -- '^--[^=]*=' '' "$current")
            case ':directories'
                __fish_complete_directories (string replace -r -- '^--[^=]*=' '' "$current")
            case '*'
                printf '%s\n' $line
        end
    end
end

complete -c rmjournal -f -k -a '(__rmjournal_candidates)'
